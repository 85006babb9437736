import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom, and why. A new arrow is a decision: write it down before adding it here. */
const arrows = [
  // The vocabulary and the map of regions depend on nobody, so that everybody may depend on them.
  arrow('contracts', []),
  arrow('regions', []),
  // A generator that knows the checker's rules proves nothing.
  arrow('synthetic-province', []),
  // The only room that knows Kafka needs the words of the headers, nothing else.
  arrow('event-log', ['contracts']),
  // Problems and validation speak the contracts' rules.
  arrow('service-kit', ['contracts']),
  // Saying and hearing are two rooms that never meet: a source must not know who listens.
  arrow('outbox', ['event-log', 'contracts', 'service-kit']),
  arrow('inbox', ['event-log', 'contracts', 'service-kit']),
  // A file is read alike by the service that takes it and by the sender who tries it first, who has no database.
  arrow('record-files', ['contracts']),
  // What a record must be by itself: judged by the registry, and tried by a sender who may not import it.
  arrow('population-rules', ['contracts', 'regions']),
  // Intake publishes what it takes, and refuses villages that do not exist.
  arrow('intake', ['outbox', 'contracts', 'regions', 'record-files', 'service-kit']),
  // What was read, by whom and what for: kept by whoever answers personal data.
  arrow('trail', ['contracts', 'service-kit']),
  // Starts processes and topics; knows services by name and path, never by import.
  arrow('local-platform', ['contracts', 'event-log']),
  arrow('testing', ['contracts', 'event-log', 'service-kit', 'trail', 'local-platform']),
  // A source owns its truth; it meets other sources only on topics.
  arrow('population-registry', [
    'contracts',
    'regions',
    'outbox',
    'inbox',
    'intake',
    'trail',
    'service-kit',
    'population-rules',
  ]),
  arrow('identity', ['contracts', 'regions', 'service-kit']),
  // The meeting point hears everybody and asks nobody.
  arrow('consolidation', ['contracts', 'regions', 'inbox', 'outbox', 'service-kit']),
  // The window reads the read schema; an import from consolidation would bind it to the store's insides.
  arrow('planner-api', ['contracts', 'regions', 'service-kit']),
  // A checker that shares code with what it checks would share its mistakes.
  arrow('satudata-verify', []),
  arrow('cli', [
    'contracts',
    'regions',
    'event-log',
    'local-platform',
    'synthetic-province',
    'service-kit',
    'record-files',
    'population-rules',
  ]),
  // Promises and measurements look at the whole from outside.
  arrow('journeys', [
    'contracts',
    'regions',
    'event-log',
    'local-platform',
    'synthetic-province',
    'testing',
    'service-kit',
  ]),
  arrow('bench', [
    'contracts',
    'regions',
    'event-log',
    // A rig says events as a source does (docs/decisions).
    'outbox',
    'local-platform',
    'synthetic-province',
    'testing',
    'service-kit',
  ]),
];

function arrow(from, to) {
  return { sourceTag: `room:${from}`, onlyDependOnLibsWithTags: to.map((room) => `room:${room}`) };
}

/** Specs may also use the testing room, the real infrastructure it stands on, and the invented province. */
const arrowsOfSpecs = arrows.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
  sourceTag,
  onlyDependOnLibsWithTags: [
    ...onlyDependOnLibsWithTags,
    ...['testing', 'event-log', 'local-platform', 'synthetic-province'].map((room) => `room:${room}`),
  ],
}));

/** Specs of the rooms that the testing room stands on: the spec files close a circle that no built code has. */
const circlesOfSpecs = {
  ignoredCircularDependencies: [
    ['@satudata/service-kit', '@satudata/testing'],
    ['@satudata/event-log', '@satudata/testing'],
    ['@satudata/local-platform', '@satudata/testing'],
    ['@satudata/contracts', '@satudata/testing'],
    ['@satudata/trail', '@satudata/testing'],
  ],
};

const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { enforceBuildableLibDependency: false, allow: [], depConstraints, ...circlesOfSpecs },
  ],
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.satudata*/**', '.tmp/**', 'coverage/**'] },
  {
    files: ['{apps,libs}/*/src/**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries(arrows),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { inheritedMethods: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'kafkajs', message: 'Only libs/event-log knows Kafka: ask its ports.' }] },
      ],
    },
  },
  {
    files: ['libs/event-log/src/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['{apps,libs}/*/src/**/*.spec.ts'],
    rules: { ...boundaries(arrowsOfSpecs), 'max-lines-per-function': 'off' },
  },
  {
    files: ['apps/bench/peers/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 80 }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@satudata/*', '.*'], message: 'A peer that shares our code shares our slowness.' }] },
      ],
    },
  },
);
