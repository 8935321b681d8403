// Parses and links every module of a folder and runs none: a text that is no module fails, and so does an import of what its module does not export.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SourceTextModule } from 'node:vm';

const folder = process.argv[2];
const names = readdirSync(folder).filter((each) => each.endsWith('.js'));
const modules = new Map();
const faults = [];

async function attempt(name, act) {
  try {
    await act();
  } catch (error) {
    faults.push(`${name}: ${error.message}`);
  }
}

/** Of Preact's hooks `preact` is the module that lies beside them. */
function find(specifier) {
  const name = specifier === 'preact' ? 'preact.js' : basename(specifier);
  if (!modules.has(name)) {
    throw new Error(`there is no module '${specifier}'`);
  }
  return modules.get(name);
}

/** Modules that are had later, by `(await import('./NAME.js')).EXPORT`. */
function later(text) {
  for (const [, specifier, name] of text.matchAll(/\(await import\('([^']+)'\)\)\.(\w+)/g)) {
    if (!(name in find(specifier).namespace)) {
      throw new Error(`'${specifier}' exports no '${name}'`);
    }
  }
}

const text = (name) => readFileSync(join(folder, name), 'utf8');
for (const name of names) {
  await attempt(name, () => modules.set(name, new SourceTextModule(text(name), { identifier: name })));
}
for (const [name, module] of faults.length ? [] : modules) {
  await attempt(name, () => module.status === 'unlinked' && module.link(find));
}
for (const name of faults.length ? [] : names) {
  await attempt(name, () => later(text(name)));
}
console.log(faults.length ? faults.join('\n') : `${names.length} modules`);
