/** Samples of the resource Mail Service; what they are is told in index.d.ts. What reads comes before what changes. */
const { PORTAL } = require('./portal');
const { byId, fromList } = require('./locators');

/** A logo that the input item brings along. */
const LOGO = 'iVBORw0KGgoAAA==';
const WITH_LOGO = {
	json: {},
	binary: { logo: { data: LOGO, mimeType: 'image/png', fileName: 'logo.png' } },
};

const COMPANY_MAIL = {
	id: 1,
	name: 'Company Mail',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: 'https://mail.example.com/',
	sort: 100,
	icon: `${PORTAL}/upload/mail/mailservices/icon/1/company-mail.png`,
	siteId: 's1',
};
const BRANCH_OFFICE = {
	id: 2,
	name: 'Branch Office',
	active: true,
	server: 'imap.branch.example.com',
	port: 143,
	encryption: false,
	link: 'https://webmail.branch.example.com/',
	sort: 200,
	icon: null,
	siteId: 's1',
};
const PARTNER_MAIL = {
	id: 3,
	name: 'Partner Mail',
	active: true,
	server: 'imap.partner.example.com',
	port: 993,
	encryption: true,
	link: null,
	sort: 200,
	icon: null,
	siteId: 's1',
};

/** Company Mail as Bitrix24 sends it. */
const COMPANY_MAIL_RAW = {
	ID: '1',
	SITE_ID: 's1',
	ACTIVE: 'Y',
	SORT: '100',
	NAME: 'Company Mail',
	SERVER: 'imap.example.com',
	PORT: '993',
	ENCRYPTION: 'Y',
	LINK: 'https://mail.example.com/',
	ICON: COMPANY_MAIL.icon,
	SMTP_SERVER: 'smtp.example.com',
	SMTP_PORT: '465',
	SMTP_LOGIN_AS_IMAP: 'Y',
	SMTP_PASSWORD_AS_IMAP: 'Y',
	SMTP_ENCRYPTION: 'Y',
	UPLOAD_OUTGOING: 'N',
};

const PARTNER_MAIL_FROM_LIST = fromList('3', 'Partner Mail · imap.partner.example.com');

/** @type {Record<string, import('.').Sample>} */
module.exports = {
	getAll: {
		parameters: { returnAll: true },
		calls: [{ method: 'mailservice.list', params: {} }],
		result: [COMPANY_MAIL, BRANCH_OFFICE, PARTNER_MAIL],
		perItem: { returnAll: true },
		picture: {},
		variants: [
			{
				title: 'no more than the limit, as Bitrix24 sends it',
				parameters: { returnAll: false, limit: 1, simplify: false },
				calls: [{ method: 'mailservice.list', params: {} }],
				result: [COMPANY_MAIL_RAW],
			},
		],
	},
	get: {
		parameters: { mailServiceId: byId('1') },
		calls: [{ method: 'mailservice.get', params: { ID: 1 } }],
		result: COMPANY_MAIL,
		perItem: { mailServiceId: byId('={{ $json.n }}'), simplify: false },
		picture: { mailServiceId: PARTNER_MAIL_FROM_LIST },
		variants: [
			{
				title: 'as Bitrix24 sends it',
				parameters: { mailServiceId: byId('1'), simplify: false },
				calls: [{ method: 'mailservice.get', params: { ID: 1 } }],
				result: COMPANY_MAIL_RAW,
			},
		],
	},
	getFields: {
		parameters: {},
		calls: [{ method: 'mailservice.fields', params: {} }],
		result: [
			{ name: 'ID', title: 'ID' },
			{ name: 'SITE_ID', title: 'Site' },
			{ name: 'ACTIVE', title: 'Active' },
			{ name: 'NAME', title: 'Name' },
			{ name: 'SERVER', title: 'Server' },
			{ name: 'PORT', title: 'Port' },
			{ name: 'ENCRYPTION', title: 'Secure connection' },
			{ name: 'LINK', title: 'Web interface' },
			{ name: 'ICON', title: 'Logo' },
			{ name: 'SORT', title: 'Sorting' },
		],
		perItem: {},
	},
	create: {
		parameters: {
			name: 'Warehouse',
			additionalFields: {
				active: false,
				encryption: false,
				link: 'https://mail.warehouse.example.com/?a=1&b=2',
				port: 143,
				server: 'IMAP.Warehouse.example.com',
				sort: 500,
			},
		},
		calls: [
			{
				method: 'mailservice.add',
				params: {
					NAME: 'Warehouse',
					ACTIVE: 'N',
					ENCRYPTION: 'N',
					LINK: 'https://mail.warehouse.example.com/?a=1&b=2',
					PORT: 143,
					SERVER: 'IMAP.Warehouse.example.com',
					SORT: 500,
				},
			},
		],
		result: { id: 5, created: true },
		perItem: { name: '={{ "New " + $json.n }}' },
		picture: {
			name: 'Warehouse',
			additionalFields: { encryption: true, port: 993, server: 'imap.warehouse.example.com' },
		},
		variants: [
			{
				title: 'with the logo that the item brings along',
				parameters: { name: 'With Logo', additionalFields: { iconBinaryPropertyName: 'logo' } },
				input: WITH_LOGO,
				calls: [{ method: 'mailservice.add', params: { NAME: 'With Logo', ICON: ['logo.png', LOGO] } }],
				result: { id: 5, created: true },
			},
		],
	},
	upsert: {
		parameters: {
			name: 'Branch Office',
			additionalFields: {
				encryption: true,
				link: 'https://mail.branch.example.com/',
				port: 993,
				server: 'mail.branch.example.com',
				sort: 300,
			},
		},
		calls: [
			{ method: 'mailservice.list', params: {} },
			{
				method: 'mailservice.update',
				params: {
					ID: 2,
					ENCRYPTION: 'Y',
					LINK: 'https://mail.branch.example.com/',
					PORT: 993,
					SERVER: 'mail.branch.example.com',
					SORT: 300,
				},
			},
		],
		result: { id: 2, created: false },
		perItem: { name: '={{ "New " + $json.n }}' },
		picture: {
			name: 'Company Mail',
			additionalFields: { encryption: true, port: 993, server: 'imap.example.com' },
		},
		variants: [
			{
				title: 'a new one, with the logo that the item brings along',
				parameters: { name: 'With Logo', additionalFields: { iconBinaryPropertyName: 'logo' } },
				input: WITH_LOGO,
				calls: [
					{ method: 'mailservice.list', params: {} },
					{ method: 'mailservice.add', params: { NAME: 'With Logo', ICON: ['logo.png', LOGO] } },
				],
				result: { id: 5, created: true },
			},
		],
	},
	update: {
		parameters: {
			mailServiceId: byId('3'),
			updateFields: {
				active: false,
				encryption: false,
				link: 'https://mail.partner.example.com/',
				name: 'Partner Mail (old)',
				port: 143,
				server: 'mail.partner.example.com',
				sort: 900,
			},
		},
		calls: [
			{
				method: 'mailservice.update',
				params: {
					ID: 3,
					ACTIVE: 'N',
					ENCRYPTION: 'N',
					LINK: 'https://mail.partner.example.com/',
					NAME: 'Partner Mail (old)',
					PORT: 143,
					SERVER: 'mail.partner.example.com',
					SORT: 900,
				},
			},
		],
		result: { id: 3, updated: true },
		perItem: { mailServiceId: byId('={{ $json.n }}'), updateFields: { link: 'https://example.com' } },
		picture: { mailServiceId: PARTNER_MAIL_FROM_LIST, updateFields: { encryption: false, port: 143 } },
		variants: [
			{
				title: 'with the logo that the item brings along',
				parameters: { mailServiceId: byId('3'), updateFields: { iconBinaryPropertyName: 'logo' } },
				input: WITH_LOGO,
				calls: [{ method: 'mailservice.update', params: { ID: 3, ICON: ['logo.png', LOGO] } }],
				result: { id: 3, updated: true },
			},
			{
				title: 'what is empty for the item stays as it is',
				parameters: { mailServiceId: byId('3'), updateFields: { link: '', port: 995 }, emptyValues: 'keep' },
				calls: [{ method: 'mailservice.update', params: { ID: 3, PORT: 995 } }],
				result: { id: 3, updated: true },
			},
			{
				title: 'nothing is sent where all is empty for the item',
				parameters: { mailServiceId: byId('3'), updateFields: { link: '' }, emptyValues: 'keep' },
				calls: [],
				result: { id: 3, updated: false },
			},
		],
	},
	delete: {
		parameters: { mailServiceId: byId('4') },
		calls: [{ method: 'mailservice.delete', params: { ID: 4 } }],
		result: { id: 4, deleted: true },
		perItem: { mailServiceId: byId('={{ $json.n }}') },
		picture: { mailServiceId: PARTNER_MAIL_FROM_LIST },
	},
};
