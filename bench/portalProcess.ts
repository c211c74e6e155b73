/** A process with a fresh stand-in portal, and with a second one to warm up with. */
import { manyServices, startPortal } from '../sandbox/portal';
import { BUCKET } from './loads';
import type { PortalAddresses, PortalOrder, PortalReport } from './messages';

async function main({ services, warmUpServices, hasBucket, tls }: PortalOrder): Promise<void> {
	const measured = await startPortal({
		tls,
		bucket: hasBucket ? BUCKET : undefined,
		services: manyServices(services),
	});
	const warmUp = await startPortal({ tls, services: manyServices(warmUpServices) });

	process.on('message', (ids: number[]) => {
		const names = new Map(measured.services.map(({ ID, NAME }) => [Number(ID), NAME]));
		const report: PortalReport = {
			requests: measured.requests.length,
			refused: measured.requests.filter(({ refused }) => refused !== undefined).length,
			spanSeconds: ((measured.requests.at(-1)?.time ?? 0) - (measured.requests[0]?.time ?? 0)) / 1000,
			names: ids.map((id) => names.get(id) ?? ''),
			services: measured.services.length,
		};
		process.send?.(report);
	});
	process.once('disconnect', () => process.exit());
	const addresses: PortalAddresses = { measured: measured.webhook(), warmUp: warmUp.webhook() };
	process.send?.(addresses);
}

void main(JSON.parse(process.argv[2]!) as PortalOrder);
