/** `npm run bench [-- --quick] [-- --write]`: see start.mjs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { replaceMarked } from '../scripts/markers';
import { makeCertificate } from './certificate';
import { CONTENDERS, IN_TABLE } from './contenders/contender';
import { goals } from './goals';
import { loadsOf, repeatsOf } from './loads';
import { describeMachine } from './machine';
import type { Measurement } from './measure';
import { measureMemory, memoryTable } from './memory';
import { measurePolls } from './polls/measurePolls';
import { pollTable } from './polls/table';
import { measureRepeatedly } from './repeats';
import { measureShares } from './share';
import { describe, table } from './table';

/** Where `--write` puts the result. Compiled, this file is in .cache/bench/bench. */
const PAGE = join(__dirname, '..', '..', '..', 'docs', 'benchmark.md');

const { quick, write } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
}).values;

/** To the terminal only: what is printed as the result can be piped. */
const tell = (text: string) => console.error(`bench: ${text} …`);

async function main(): Promise<void> {
	const certificate = makeCertificate(__dirname);
	const measurements: Measurement[] = [];
	for (const load of loadsOf(quick)) {
		for (const contender of IN_TABLE) {
			tell(`${describe(load)}, ${CONTENDERS[contender]}`);
			measurements.push(await measureRepeatedly(contender, load, certificate, repeatsOf(load, quick)));
		}
	}
	const memory = quick ? [] : await measureMemory(certificate, tell);
	tell('polls of the trigger');
	const polls = await measurePolls();
	const shares = quick ? [] : await measureShares(certificate, tell);
	const text = [
		describeMachine(),
		table(measurements),
		memoryTable(memory),
		pollTable(polls),
		goals({ measurements, shares, memory, polls }),
	]
		.filter((part) => part !== '')
		.join('\n\n');
	console.log(text);
	if (write) writeFileSync(PAGE, replaceMarked(readFileSync(PAGE, 'utf8'), 'bench', text));
}

void main();
