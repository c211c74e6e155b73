/** The one table of samples; see index.d.ts. CommonJS, because Jest's suites and those of node:test both read it. */
const mailService = require('./mailService');
const mailbox = require('./mailbox');
const { PORTAL } = require('./portal');

const SAMPLES = { mailService, mailbox };

const EVERY_SAMPLE = Object.entries(SAMPLES).flatMap(([resource, samples]) =>
	Object.entries(samples).map(([operation, sample]) => ({
		name: `${resource} ${operation}`,
		resource,
		operation,
		sample,
	})),
);

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

module.exports = { SAMPLES, EVERY_SAMPLE, PORTAL, parametersOf, sampleOf };
