// Hoisting lets any workspace import what another one declared, until that one drops it. What is built must declare
// what it imports; specs share the tools that the root declares.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import ts from 'typescript';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const root = read('package.json');
const versions = { ...root.dependencies, ...root.devDependencies };

const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Static and dynamic imports, and what `require.resolve` looks for. */
function importsOf(source) {
  const imported = ts.preProcessFile(source, true, false).importedFiles.map(({ fileName }) => fileName);
  const resolved = [...source.matchAll(/require\.resolve\('([^']+)'\)/g)].map(([, specifier]) => specifier);
  return [...imported, ...resolved].filter((name) => !name.startsWith('.') && !isBuiltin(name)).map(packageOf);
}

function faultsOf(manifestFile) {
  const { name, dependencies = {}, devDependencies = {} } = read(manifestFile);
  const declared = { ...dependencies, ...devDependencies };
  const files = ts.sys.readDirectory(`${dirname(manifestFile)}/src`, ['.ts'], ['**/*.spec.ts']);
  const used = new Set(files.flatMap((file) => importsOf(readFileSync(file, 'utf8'))));
  const missing = [...used].filter((one) => !(one in declared) && !(`@types/${one}` in declared));
  const astray = Object.keys(declared).filter((one) => one in versions && declared[one] !== versions[one]);
  return [
    ...missing.map((one) => `${name} imports ${one} and does not declare it`),
    ...astray.map((one) => `${name} declares ${one} ${declared[one]}, the root ${versions[one]}`),
  ];
}

const manifests = ['apps', 'libs'].flatMap((folder) =>
  ts.sys.getDirectories(folder).map((one) => `${folder}/${one}/package.json`),
);
const faults = manifests.flatMap(faultsOf);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`imports: all declared in ${manifests.length} workspaces`);
