/** The one table of samples; see index.d.ts. CommonJS, because Jest's suites and those of node:test both read it. */
const mailService = require('./mailService');
const mailbox = require('./mailbox');
const message = require('./message');
const recipient = require('./recipient');
const { PORTAL } = require('./portal');

const SAMPLES = { mailService, mailbox, recipient, message };

const EVERY_SAMPLE = Object.entries(SAMPLES).flatMap(([resource, samples]) =>
	Object.entries(samples).map(([operation, sample]) => ({
		name: `${resource} ${operation}`,
		resource,
		operation,
		sample,
	})),
);

function callsIn({ calls }) {
	return calls.flatMap((call) => call.batch ?? [call]);
}

function sampleOf(resource, operation) {
	const sample = SAMPLES[resource]?.[operation];
	if (sample === undefined) {
		throw new Error(`no sample of ${resource} ${operation}: test/samples/${resource}.js lacks it`);
	}
	return sample;
}

function parametersOf(resource, operation, which = 'parameters') {
	const sample = sampleOf(resource, operation);
	return { resource, operation, ...(sample[which] ?? sample.parameters) };
}

function itemsOf({ result }, portalUrl) {
	const { host } = new URL(portalUrl);
	return JSON.parse(JSON.stringify([result].flat()).replaceAll(PORTAL, `https://${host}`));
}

module.exports = { SAMPLES, EVERY_SAMPLE, PORTAL, callsIn, itemsOf, parametersOf, sampleOf };
