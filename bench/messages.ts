import type { ContenderName, Target } from './contenders/contender';
import type { Load } from './loads';

/** What the portal's process is to do, in its first argument. */
export interface PortalOrder {
	/** The services that it has: as many, with the names that the loads ask for. */
	services: number;
	/** The same of the portal to warm up with. */
	warmUpServices: number;
	hasBucket: boolean;
	tls: { key: string; cert: string };
}

/** What the portal's process tells when it listens. */
export interface PortalAddresses {
	measured: string;
	/** The webhook of a second portal, without a limit. */
	warmUp: string;
}

/** What the portal has seen. */
export interface PortalReport {
	requests: number;
	refused: number;
	/** From the first request's arrival to the last one's. */
	spanSeconds: number;
	/** The names of the services with the IDs that were asked for. */
	names: string[];
	services: number;
}

/** What a contender's process is to do, in its first argument. */
export interface RunOrder {
	contender: ContenderName;
	load: Load;
	target: Target;
	/** Made before, against another portal. */
	warmUp: { load: Load; target: Target };
}

/** What it cost. */
export interface RunReport {
	/** Seconds from the start of the run to its end. */
	wallSeconds: number;
	/** User and system time of all threads of the process, in microseconds. */
	cpuMicroseconds: number;
	/** The process's largest resident set, in bytes, before the run and at its end. */
	memoryBefore: number;
	memoryPeak: number;
	ids: number[];
}
