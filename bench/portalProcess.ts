/** A process with a fresh stand-in portal, and with a second one to warm up with. */
import { startPortal } from '../sandbox/portal';
import { dataFor } from './data';
import { judge } from './judge';
import { BUCKET } from './loads';
import type { PortalAddresses, PortalOrder, PortalReport } from './protocol';

async function main({ load, warmUp: warmUpLoad, hasBucket, tls }: PortalOrder): Promise<void> {
	const measured = await startPortal({
		...dataFor(load),
		tls,
		bucket: hasBucket ? BUCKET : undefined,
	});
	const warmUp = await startPortal({ ...dataFor(warmUpLoad), tls });

	process.on('message', (ids: number[]) => {
		const report: PortalReport = {
			requests: measured.requests.length,
			refused: measured.requests.filter(({ refused }) => refused !== undefined).length,
			spanSeconds: ((measured.requests.at(-1)?.time ?? 0) - (measured.requests[0]?.time ?? 0)) / 1000,
			...judge(measured, load, ids),
		};
		process.send?.(report);
	});
	process.once('disconnect', () => process.exit());
	const addresses: PortalAddresses = { measured: measured.webhook(), warmUp: warmUp.webhook() };
	process.send?.(addresses);
}

void main(JSON.parse(process.argv[2]!) as PortalOrder);
