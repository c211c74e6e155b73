import { InputError, type Validator } from '../../Bitrix24Mail/execution/operation';
import { text } from '../../Bitrix24Mail/execution/validators';

/**
 * The address of a proxy, in the form in which n8n takes it.
 *
 * @throws InputError when it is none
 */
export const proxyAddress: Validator = (value, context) => {
	const address = text(value, context);
	if (address === undefined || String(address).trim() === '') return undefined;
	const url = URL.canParse(String(address).trim()) ? new URL(String(address).trim()) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new InputError(
			'must be the address of a proxy',
			'Enter one such as http://proxy.example.com:3128.',
		);
	}
	const { protocol, hostname: host, port, username, password } = url;
	const name = protocol.slice(0, -1);
	const usual = name === 'https' ? 443 : 80;
	return {
		protocol: name,
		host,
		port: port === '' ? usual : Number(port),
		...(username === ''
			? {}
			: { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }),
	};
};
