import type { Certificate } from './certificate';
import type { ContenderName } from './contenders/contender';
import { CAP_MS, serviceName, WARM_UP, type Load } from './loads';
import type { PortalAddresses, PortalOrder, PortalReport, RunOrder, RunReport } from './messages';
import { messageOf, start } from './processes';

/** A load, by a contender. */
export interface Measurement {
	contender: ContenderName;
	load: Load;
	/** HTTP requests that reached the portal. */
	requests: number;
	refused: number;
	/** From the first request to the last one, as the portal saw them. */
	spanSeconds: number;
	/** Items whose service did not come back. */
	lost: number;
	/** Services that the portal was made to create more often than asked for. */
	tooMany: number;
	/** Nothing when it did not end in time. */
	cost?: Omit<RunReport, 'ids'>;
}

/** What differs from the usual: Bitrix24's bucket, and a short warm-up. */
export interface Conditions {
	/** The portal has no bucket, and the credential says so. */
	unlimited?: boolean;
	warmUp?: Load;
}

/**
 * Measures a load once: the contender in a process of its own, the portal in another one, with a fresh bucket.
 */
export async function measure(
	contender: ContenderName,
	load: Load,
	certificate: Certificate,
	{ unlimited = false, warmUp = WARM_UP }: Conditions = {},
): Promise<Measurement> {
	const isRead = load.kind === 'read';
	const portal = start<PortalOrder>('portalProcess', {
		services: isRead ? load.count : 0,
		warmUpServices: warmUp.count,
		hasBucket: !unlimited,
		tls: { key: certificate.key, cert: certificate.cert },
	});
	try {
		const addresses = (await messageOf<PortalAddresses>(portal))!;
		const report = await runAgainst(certificate, {
			contender,
			load,
			target: { webhookUrl: addresses.measured, unlimited },
			warmUp: { load: warmUp, target: { webhookUrl: addresses.warmUp, unlimited: true } },
		});
		const { ids = [], ...cost } = report ?? {};
		portal.send(ids);
		const { requests, refused, spanSeconds, names, services } = (await messageOf<PortalReport>(portal))!;
		return {
			contender,
			load,
			requests,
			refused,
			spanSeconds,
			lost: load.count - countExpected(names, load.count),
			tooMany: isRead ? 0 : Math.max(0, services - load.count),
			cost: report && (cost as Measurement['cost']),
		};
	} finally {
		portal.kill();
	}
}

async function runAgainst(certificate: Certificate, order: RunOrder): Promise<RunReport | undefined> {
	// The portal's certificate is trusted in this process only.
	const runner = start('runProcess', order, { NODE_EXTRA_CA_CERTS: certificate.path });
	try {
		return await messageOf<RunReport>(runner, CAP_MS);
	} finally {
		runner.kill();
	}
}

/** How many of the services that belong to the items are among those that came back. */
function countExpected(names: readonly string[], count: number): number {
	const back = new Set(names);
	return Array.from({ length: count }, (_, index) => serviceName(index + 1)).filter((name) => back.has(name))
		.length;
}
