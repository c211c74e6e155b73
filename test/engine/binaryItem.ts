import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/**
 * An input item with a file, as nodes that read files put them out.
 *
 * @param json the item's other data
 * @param file its contents, and the name of the binary property that holds it
 */
export function binaryItem(
	json: IDataObject,
	file: { property: string; fileName: string; mimeType: string; buffer: Buffer },
): INodeExecutionData {
	const { property, fileName, mimeType, buffer } = file;
	const binary: IBinaryData = {
		data: buffer.toString('base64'),
		fileName,
		mimeType,
		fileExtension: fileName.includes('.') ? fileName.split('.').pop() : undefined,
		fileSize: `${buffer.length} B`,
		bytes: buffer.length,
	};
	return { json, binary: { [property]: binary } };
}
