/** See report.js. */
export function report(suite: string, figures: Record<string, number>, part?: string): void;
