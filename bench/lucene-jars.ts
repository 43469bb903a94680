import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const peer = fileURLToPath(new URL('peers/lucene/', import.meta.url));
const jars = fileURLToPath(new URL('../node_modules/.cache/carrefour-lucene/', import.meta.url));

/**
 * Runs one of the peers in a JVM of its own on a folder of texts. False where there is no `java` or `mvn`: the jars come
 * from Maven Central at the first run. Throws when the peer fails.
 */
export function runLucenePeer(program: string, folder: string): boolean {
  if (!existsSync(path.join(jars, 'lucene-core-9.12.1.jar')) && !fetchJars()) return false;
  const java = ['-Xmx2g', '-cp', path.join(jars, '*'), path.join(peer, `${program}.java`), folder];
  execFileSync('java', java, { stdio: ['ignore', 'inherit', 'inherit'] });
  return true;
}

function fetchJars(): boolean {
  mkdirSync(jars, { recursive: true });
  const arguments_ = ['-q', '-B', '-f', path.join(peer, 'pom.xml'), 'dependency:copy-dependencies'];
  try {
    execFileSync('mvn', [...arguments_, `-DoutputDirectory=${jars}`], { stdio: 'inherit' });
    return true;
  } catch (error) {
    console.error(`Lucene is left out: its jars could not be fetched (${String(error)}).`);
    return false;
  }
}
