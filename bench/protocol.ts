import type { ContenderName, Target } from './contenders/contender';
import type { Judgement } from './judge';
import type { Load } from './loads';

/** What the portal's process is to do, in its first argument. */
export interface PortalOrder {
	/** It has what the load asks for. */
	load: Load;
	/** The same of the portal to warm up with. */
	warmUp: Load;
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
export interface PortalReport extends Judgement {
	requests: number;
	refused: number;
	/** From the first request's arrival to the last one's. */
	spanSeconds: number;
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
	/** Of all texts that came back, in bytes. */
	textBytes: number;
	/** Of what came back whole. */
	ids: number[];
}
