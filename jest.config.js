const { esmPackages } = require('./jest/esm-packages.js');

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Packages that ship only ES modules must be transformed; the list is read from node_modules, a hand-kept one rots.
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages(__dirname).join('|')})/)`],
  moduleNameMapper: {
    '^@satudata/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/.satudata', '/.tmp/'],
};

const tier = (displayName, testMatch, more = {}) => ({ ...shared, displayName, testMatch, ...more });

module.exports = {
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/jest/closing-line.js'],
  watchman: false,
  projects: [
    tier('unit', ['<rootDir>/{apps,libs}/*/src/**/!(*.int|*.faults).spec.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/apps/journeys/'],
    }),
    tier('int', ['<rootDir>/{apps,libs}/*/src/**/*.int.spec.ts'], {
      globalSetup: '<rootDir>/jest/int-setup.js',
      globalTeardown: '<rootDir>/jest/int-teardown.js',
    }),
    // Brings up its own processes, two database servers among them, in which it may break what it likes.
    tier('faults', ['<rootDir>/apps/bench/src/**/*.faults.spec.ts']),
    // The same with the other Kafka client in the services, beside the first: both mostly wait.
    tier('faults-second-client', ['<rootDir>/apps/bench/src/faults/**/*.faults.spec.ts'], {
      setupFiles: ['<rootDir>/jest/second-client.js'],
    }),
    tier('journeys', ['<rootDir>/apps/journeys/src/**/*.spec.ts'], {
      globalSetup: '<rootDir>/jest/journeys-setup.js',
      globalTeardown: '<rootDir>/jest/journeys-teardown.js',
    }),
  ],
};
