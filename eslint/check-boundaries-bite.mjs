// A boundary rule that has no project graph passes everything. This asks it about arrows that must not be, and fails
// when it has nothing to say.
import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';

const FORBIDDEN = [
  ['libs/regions/src/index.ts', '@satudata/outbox'],
  ['libs/synthetic-province/src/index.ts', '@satudata/contracts'],
  ['libs/outbox/src/index.ts', '@satudata/inbox'],
  ['apps/planner-api/src/main.ts', '@satudata/event-log'],
  ['apps/population-registry/src/main.ts', '@satudata/testing'],
];

// On a build machine the parser takes files from the disk for what they are, and would not see the forbidden line.
process.env.TSESTREE_SINGLE_RUN = 'false';

const eslint = new ESLint();
const silent = [];
for (const [filePath, forbidden] of FORBIDDEN) {
  const code = `import '${forbidden}';\n${readFileSync(filePath, 'utf8')}`;
  const [result] = await eslint.lintText(code, { filePath });
  const bites = result.messages.some(
    ({ ruleId, severity }) => ruleId === '@nx/enforce-module-boundaries' && severity === 2,
  );
  if (!bites) silent.push(`${filePath} -> ${forbidden}`);
}
if (silent.length > 0) {
  console.error(`the boundary rule says nothing about: ${silent.join(', ')}`);
  process.exit(1);
}
console.log(`boundaries: ${FORBIDDEN.length} forbidden arrows refused`);
