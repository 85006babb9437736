const { readdirSync, readFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');

/** Names of all installed packages that declare `"type": "module"`, nested ones included. */
function esmPackages(root) {
  const found = new Set();
  scan(join(root, 'node_modules'), found);
  return [...found].sort();
}

function scan(folder, found) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('.')) continue;
    if (entry.startsWith('@')) scanScope(folder, entry, found);
    else visit(join(folder, entry), entry, found);
  }
}

function scanScope(folder, scope, found) {
  for (const entry of readdirSync(join(folder, scope))) visit(join(folder, scope, entry), `${scope}/${entry}`, found);
}

function visit(folder, name, found) {
  if (name.startsWith('@satudata/')) return;
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return;
  if (JSON.parse(readFileSync(manifest, 'utf8')).type === 'module') found.add(name);
  scan(join(folder, 'node_modules'), found);
}

module.exports = { esmPackages };
