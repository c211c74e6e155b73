/** The address that stands for the portal in samples; where a sample is run, the portal's own takes its place. */
module.exports = { PORTAL: 'https://company.bitrix24.com' };
