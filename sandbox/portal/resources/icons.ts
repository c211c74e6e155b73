import { base64Decode, isEmpty, toInteger, toText } from '../http/php';

/** What becomes of a value sent as `ICON`. */
export type Icon =
	| { kind: 'file'; name: string; bytes: Buffer }
	/** Stored as it is, as if it were the ID of a file. */
	| { kind: 'id'; id: string }
	/** Neither stored nor refused. */
	| { kind: 'ignored' }
	| { kind: 'invalid' };

/**
 * Reads `ICON` as the vendor's server does: it takes a list for name and content, and any other value for content in
 * base64, which becomes a file with a name of its own (vendor's source: CRestUtil::saveFile). A file must be an image;
 * what is no file must have a digit in it (MailServicesTable::add, checkFields).
 *
 * @param value as it came, not empty
 */
export function readIcon(value: unknown): Icon {
	if (typeof value === 'object') {
		const [name, content] = Object.values(value ?? {}) as unknown[];
		const bytes = contentOf(content);
		// Neither a file nor a name: the column is left out (CFile::SaveForDB).
		if (bytes.length === 0) return { kind: 'ignored' };
		return isImageFile(toText(name), bytes)
			? { kind: 'file', name: toText(name), bytes }
			: { kind: 'invalid' };
	}
	// The name that it gets has no extension, so that it is never an image.
	if (contentOf(value).length > 0) return { kind: 'invalid' };
	const text = toText(value);
	if (!isEmpty(text) && !/\d/.test(text)) return { kind: 'invalid' };
	return { kind: 'id', id: String(toInteger(text)) };
}

const contentOf = (value: unknown): Buffer => {
	const text = toText(value);
	return text === 'false' ? Buffer.alloc(0) : base64Decode(text);
};

/** What an image starts with: PNG, JPEG, GIF, BMP, WebP. */
const SIGNATURES = [/^89504e470d0a1a0a/, /^ffd8ff/, /^47494638/, /^424d/, /^52494646.{8}57454250/];

/** As CFile::CheckImageFile decides it: by the extension of the name, and by the content. */
function isImageFile(name: string, bytes: Buffer): boolean {
	const start = bytes.subarray(0, 12).toString('hex');
	return /\.(jpg|bmp|jpeg|jpe|gif|png|webp)$/i.test(name) && SIGNATURES.some((image) => image.test(start));
}
