import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const pureRooms = 'worker/{base,zab,data,server,client,world,trace,check,lessons,fuzz}/**/*.ts';
const tests = '**/*.test.ts';

/** What would make a run depend on anything but its recording (determinism.md 5). */
const worldlyGlobals = [
  ...['Date', 'performance', 'Intl', 'crypto', 'navigator', 'process', 'globalThis', 'self'],
  ...['window', 'document', 'console', 'fetch', 'Promise', 'structuredClone', 'queueMicrotask'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'],
  ...['WeakRef', 'FinalizationRegistry', 'Worker', 'BroadcastChannel', 'MessageChannel'],
].map((name) => ({
  name,
  message: 'A pure room knows no world: time, chance and output are handed in.',
}));

const inexact = ['random', 'log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'pow', 'sin', 'cos']
  .concat(['tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh'])
  .concat(['atanh', 'cbrt', 'hypot', 'fround'])
  .map((property) => ({
    object: 'Math',
    property,
    message: 'Not the same to the last bit in every engine; draw from base/draw.ts, integers only.',
  }));

const localeDependent = ['localeCompare', 'toLocaleString', 'toLocaleLowerCase'].concat([
  'toLocaleUpperCase',
  'toLocaleDateString',
  'toLocaleTimeString',
]);

/** A double assertion hides any lie from the compiler. */
const noDoubleAssertion = {
  selector: 'TSAsExpression > TSAsExpression',
  message: 'Validate the value instead of asserting it twice.',
};

export default defineConfig(
  globalIgnores(['dist/', 'dist-node/', 'dist-npm/', 'test-results/', 'playwright-report/']),
  globalIgnores(['e2e/fixtures/']),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noDoubleAssertion],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': [
        'error',
        { max: 70, skipBlankLines: true, skipComments: true, IIFEs: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    rules: {
      // A component's script counts as one function.
      'max-lines-per-function': 'off',
      // Here every imported component is an `any`; svelte-check knows better, and runs beside this.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    // Dictionaries: one entry after the other, in the order of the screen.
    files: ['app/messages/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: [pureRooms],
    rules: {
      'no-restricted-globals': ['error', ...worldlyGlobals],
      'no-restricted-properties': [
        'error',
        ...inexact,
        ...localeDependent.map((property) => ({
          property,
          message: 'Depends on the machine; compare code units.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        noDoubleAssertion,
        { selector: 'ForInStatement', message: 'Iterate over sorted keys or entries.' },
        { selector: 'AwaitExpression', message: 'A pure room never waits.' },
        { selector: ':function[async=true]', message: 'A pure room never waits.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
    },
  },
  {
    files: [tests],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'waitForTimeout', message: 'Wait for what is to be seen, or drive the clock.' },
      ],
    },
  },
  {
    // Runs before anything is installed, so it parses JSON and loads packages by hand.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Runs in browsers that cannot run the rest, and is known to no tsconfig.
    files: ['public/**/*.js'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { sourceType: 'script', parserOptions: { projectService: false } },
  },
  {
    // CommonJS by necessity of its tool, and known to no tsconfig.
    files: ['**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { sourceType: 'commonjs', parserOptions: { projectService: false } },
  },
);
