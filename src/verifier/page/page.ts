/**
 * The page that checks a bundle from a disk: no server, no network, nothing but this file and the zip somebody picks.
 * Swedish until somebody asks for English; what is typed is kept when the language changes.
 */
import { readHead } from '../expected-head.ts';
import { filesOfZip } from '../unzip.ts';
import { contentsOf, sentencesOf } from '../verdict-text.ts';
import { verifyBundle, type Expected, type Verdict } from '../verify-bundle.ts';
import { wordsIn, type VerifierLanguage, type Words } from '../words.ts';

type State = {
  language: VerifierLanguage;
  file: File | undefined;
  head: string;
  officeKey: string;
  /** What is wrong with what was given. */
  problem: keyof Pick<Words, 'noFile' | 'notZip' | 'headWrong'> | undefined;
  isChecking: boolean;
  verdict: Verdict | undefined;
};

const state: State = {
  language: 'sv',
  file: undefined,
  head: '',
  officeKey: '',
  problem: undefined,
  isChecking: false,
  verdict: undefined,
};

type Attributes = Readonly<Record<string, string>>;

const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const field = (
  id: string,
  label: string,
  hint: string,
  input: HTMLInputElement,
  error?: string,
): HTMLElement => {
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-hint`);
  if (error !== undefined) input.setAttribute('aria-invalid', 'true');
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    element(
      'div',
      { id: `${id}-hint` },
      ...(hint === '' ? [] : [element('p', { class: 'hint' }, hint)]),
      ...(error === undefined ? [] : [element('p', { class: 'error' }, error)]),
    ),
    input,
  );
};

const list = (title: string, sentences: readonly string[]): readonly Node[] =>
  sentences.length === 0
    ? []
    : [
        element('h2', {}, title),
        element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence))),
      ];

const monthsTable = (verdict: Verdict, { months, monthTable: names }: Words): readonly Node[] => {
  const kept = verdict.counted?.months ?? [];
  if (kept.length === 0) return [];
  const columns = ['month', 'version', 'people', 'minutes', 'reportedMinutes'] as const;
  return [
    element('h2', {}, months),
    element(
      'div',
      { class: 'scroll', role: 'region', 'aria-label': months, tabindex: '0' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element('tr', {}, ...columns.map((key) => element('th', { scope: 'col' }, names[key]))),
        ),
        element(
          'tbody',
          {},
          ...kept.map((row) =>
            element('tr', {}, ...columns.map((key) => element('td', {}, String(row[key])))),
          ),
        ),
      ),
    ),
  ];
};

const verdictNodes = (verdict: Verdict, words: Words): readonly Node[] => {
  const broken = sentencesOf(verdict, 'broken', words);
  const { counted } = verdict;
  return [
    ...(counted?.isDemo === true ? [element('p', { class: 'error' }, words.demo)] : []),
    ...list(words.broken, broken),
    ...list(words.notes, sentencesOf(verdict, 'note', words)),
    ...(counted === undefined
      ? []
      : [
          element('h2', {}, words.contents),
          element(
            'dl',
            {},
            ...contentsOf(counted, words).flatMap(([name, value]) => [
              element('dt', {}, name),
              element('dd', {}, value),
            ]),
          ),
        ]),
    ...monthsTable(verdict, words),
  ];
};

const check = async (): Promise<void> => {
  const head = state.head.trim() === '' ? undefined : readHead(state.head);
  const officeKey = state.officeKey.trim();
  state.verdict = undefined;
  state.problem =
    state.file === undefined
      ? 'noFile'
      : state.head.trim() !== '' && head === undefined
        ? 'headWrong'
        : undefined;
  if (state.file === undefined || state.problem !== undefined) {
    draw();
    document.getElementById(state.problem === 'headWrong' ? 'head' : 'file')?.focus();
    return;
  }
  state.isChecking = true;
  draw();
  const files = filesOfZip(new Uint8Array(await state.file.arrayBuffer()));
  const expected: Expected = {
    ...(head === undefined ? {} : { head }),
    ...(officeKey === '' ? {} : { officeKey }),
  };
  if (files === undefined) state.problem = 'notZip';
  else state.verdict = await verifyBundle(files, expected);
  state.isChecking = false;
  draw();
  document.getElementById(files === undefined ? 'file' : 'verdict')?.focus();
};

/** Kept when the rest is drawn anew: a browser gives nobody a file input back with its file in it. */
const fileInput = element('input', { type: 'file', accept: '.zip,application/zip' });
fileInput.addEventListener('change', () => {
  state.file = fileInput.files?.[0];
});

const textInput = (key: 'head' | 'officeKey'): HTMLInputElement => {
  const input = element('input', { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' });
  input.value = state[key];
  input.addEventListener('input', () => {
    state[key] = input.value;
  });
  return input;
};

const formNodes = (words: Words): HTMLElement => {
  const { problem } = state;
  const fileError = problem === 'noFile' || problem === 'notZip' ? words[problem] : undefined;
  fileInput.removeAttribute('aria-invalid');
  const form = element(
    'form',
    { novalidate: '' },
    field('file', words.choose, '', fileInput, fileError),
    field(
      'head',
      words.head,
      words.headHint,
      textInput('head'),
      problem === 'headWrong' ? words.headWrong : undefined,
    ),
    field('key', words.officeKey, words.officeKeyHint, textInput('officeKey')),
    element('button', { class: 'main', type: 'submit' }, state.isChecking ? words.checking : words.check),
  );
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    if (!state.isChecking) void check();
  });
  return form;
};

const languageButton = (): HTMLElement => {
  const other: VerifierLanguage = state.language === 'sv' ? 'en' : 'sv';
  const button = element(
    'button',
    { class: 'language', type: 'button', lang: other, id: 'language' },
    other === 'en' ? 'English' : 'Svenska',
  );
  button.addEventListener('click', () => {
    state.language = other;
    draw();
    document.getElementById('language')?.focus();
  });
  return button;
};

const draw = (): void => {
  const words = wordsIn[state.language];
  const { verdict } = state;
  document.documentElement.lang = state.language;
  document.title = words.title;
  const told =
    verdict === undefined
      ? []
      : [
          element(
            'p',
            { class: verdict.holds ? 'verdict holds' : 'verdict', id: 'verdict', tabindex: '-1' },
            verdict.holds ? words.holds : words.fails(sentencesOf(verdict, 'broken', words).length),
          ),
          ...verdictNodes(verdict, words),
        ];
  document.body.replaceChildren(
    element(
      'main',
      {},
      languageButton(),
      element('h1', {}, words.title),
      element('p', {}, words.intro),
      formNodes(words),
      element('div', { 'aria-live': 'polite' }, ...told),
    ),
  );
};

draw();
