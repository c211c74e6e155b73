import type { Certificate } from './certificate';
import type { ContenderName } from './contenders/contender';
import type { Judgement } from './judge';
import { CAP_MS, warmUpFor, type Load } from './loads';
import { messageOf, start } from './processes';
import type { PortalAddresses, PortalOrder, PortalReport, RunOrder, RunReport } from './protocol';

/** A load, by a contender. */
export interface Measurement extends Judgement {
	contender: ContenderName;
	load: Load;
	/** HTTP requests that reached the portal. */
	requests: number;
	refused: number;
	/** From the first request to the last one, as the portal saw them. */
	spanSeconds: number;
	/** Nothing when it did not end in time. */
	cost?: Omit<RunReport, 'ids'>;
}

/** What differs from the usual: Bitrix24's bucket, and a short warm-up by the same kind of load. */
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
	{ unlimited = false, warmUp = warmUpFor(load) }: Conditions = {},
): Promise<Measurement> {
	const { key, cert } = certificate;
	const portal = start<PortalOrder>('portalProcess', {
		load,
		warmUp,
		hasBucket: !unlimited,
		tls: { key, cert },
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
		const seen = (await messageOf<PortalReport>(portal))!;
		return { contender, load, ...seen, cost: report && (cost as Measurement['cost']) };
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
