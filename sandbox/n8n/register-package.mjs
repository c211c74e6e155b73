/**
 * Notes the installed package in n8n's database, so that n8n lists it under Settings → Community nodes and says so
 * in its log when it cannot be loaded. Run by n8n's Node.js, which has SQLite built in:
 *   node register-package.mjs <database> <package.json of the installed package>
 */
import { readFileSync } from 'node:fs';
// @ts-expect-error The types are those of the oldest Node.js that is supported; n8n's own has it.
import { DatabaseSync } from 'node:sqlite';
import { nodeDisplayName, nodeType, packageName } from './names.mjs';

const [databaseFile, manifestFile] = process.argv.slice(2);
const { version, author } = JSON.parse(readFileSync(manifestFile, 'utf8'));

const database = new DatabaseSync(databaseFile);
database.exec('BEGIN');
database.prepare('DELETE FROM installed_nodes WHERE package = ?').run(packageName);
database.prepare('DELETE FROM installed_packages WHERE packageName = ?').run(packageName);
database
	.prepare(
		`INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt)
		 VALUES (?, ?, ?, ?, STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW'), STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW'))`,
	)
	.run(packageName, version, author?.name ?? null, author?.email ?? null);
database
	.prepare('INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, 1, ?)')
	.run(nodeDisplayName, nodeType, packageName);
database.exec('COMMIT');
database.close();
