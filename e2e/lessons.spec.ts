// Lessons as a newcomer walks them: what a step's text names is done, nothing else; the step knows when it has happened.
import type { Locator, Page } from '@playwright/test';
import { button, expect, test } from './fixtures.ts';

type Language = 'en' | 'zh-CN';

/** Words of the page that the walk needs, as each language has them. */
const words = {
  en: {
    lesson: 'Lesson',
    prompt: 'zkCli command',
    next: /^(Continue|Finish)$/,
    watch: 'Let time go on',
    seen: 'What you saw',
    missed: 'did not come about',
    keep: 'The idea to keep',
    newClient: 'New client',
    verbs: { Partition: 'Partition', Heal: 'Heal', Kill: 'Kill', Restart: 'Restart' },
    node: (verb: string, n: number) => `${verb} node ${n}`,
    nodeName: (n: number) => `Node ${n}`,
  },
  'zh-CN': {
    lesson: '课程',
    prompt: 'zkCli 命令',
    next: /^(继续|完成)$/,
    watch: '让时间继续',
    seen: '你看到的',
    missed: '没有出现',
    keep: '要记住的',
    newClient: '新客户端',
    verbs: { Partition: '隔离', Heal: '恢复', Kill: '终止', Restart: '重启' },
    node: (verb: string, n: number) => `${verb}节点 ${n}`,
    nodeName: (n: number) => `节点 ${n}`,
  },
} as const;

type Verb = keyof typeof words.en.verbs;

/** What a step's text asks for: a line to type, a button on nodes, a new client at one node. */
type Deed =
  | { readonly type: string }
  | { readonly press: Verb; readonly nodes: readonly number[] }
  | { readonly connect: number };

interface Walk {
  readonly lesson: string;
  /** For each step: what is done, and the letter of the prediction. */
  readonly steps: readonly { readonly deeds?: readonly Deed[]; readonly guess?: number }[];
}

const walks: readonly Walk[] = [
  {
    lesson: '1',
    steps: [{ deeds: [{ type: 'create /app/x hello' }] }, { guess: 1 }, {}, { guess: 1 }],
  },
  {
    lesson: '2',
    steps: [
      { guess: 1, deeds: [{ press: 'Restart', nodes: [1, 2] }] },
      { guess: 1, deeds: [{ press: 'Restart', nodes: [3] }] },
      {
        guess: 1,
        deeds: [
          { press: 'Kill', nodes: [1, 2, 3] },
          { press: 'Restart', nodes: [1, 2, 3] },
        ],
      },
    ],
  },
  {
    lesson: '3',
    steps: [
      { deeds: [{ press: 'Partition', nodes: [2] }] },
      { guess: 1, deeds: [{ type: 'create /app/y 1' }] },
      { guess: 1 },
      { deeds: [{ type: 'create /app/y 1' }] },
      { guess: 1, deeds: [{ press: 'Heal', nodes: [2] }] },
    ],
  },
  {
    lesson: '4',
    steps: [
      { guess: 1, deeds: [{ press: 'Partition', nodes: [1] }] },
      { guess: 1 },
      { deeds: [{ type: 'create /app/x hello' }] },
      { guess: 1, deeds: [{ connect: 1 }] },
      { deeds: [{ press: 'Heal', nodes: [1] }] },
    ],
  },
];

const pane = (page: Page, language: Language) =>
  page.getByRole('region', { name: words[language].lesson, exact: true });

/** Does what the text names, and fails where the text does not name it. */
async function obey(page: Page, text: Locator, deed: Deed, language: Language): Promise<void> {
  const w = words[language];
  if ('type' in deed) {
    await expect(text).toContainText(deed.type);
    await page.getByRole('textbox', { name: w.prompt }).fill(deed.type);
    await page.keyboard.press('Enter');
  } else if ('press' in deed) {
    await expect(text).toContainText(w.verbs[deed.press]);
    for (const n of deed.nodes) {
      const name = w.node(w.verbs[deed.press], n);
      await page.getByRole('button', { name, exact: true }).click();
    }
  } else {
    await expect(text).toContainText(/B/);
    await page.getByRole('button', { name: w.newClient }).click();
    await page.getByRole('button', { name: w.nodeName(deed.connect), exact: true }).click();
  }
}

async function walk(page: Page, { lesson, steps }: Walk, language: Language): Promise<void> {
  const w = words[language];
  const card = pane(page, language);
  const next = card.getByRole('button', { name: w.next });
  for (const [i, { deeds = [], guess }] of steps.entries()) {
    await expect(card.locator('[aria-current=step]')).toHaveAccessibleName(
      new RegExp(`${i + 1}.*${steps.length}`),
    );
    await expect(page).toHaveURL(new RegExp(`lesson=${lesson}&step=${i + 1}`));
    if (guess !== undefined) await card.getByRole('radio').nth(guess).check();
    for (const deed of deeds) await obey(page, card, deed, language);
    if (guess === undefined && deeds.length === 0)
      await card.getByRole('button', { name: w.watch }).click();
    await expect(card).toContainText(w.seen, { timeout: 60_000 });
    await expect(card).not.toContainText(w.missed);
    await next.click();
  }
  await expect(card).toContainText(w.keep);
}

test('a step that happened while nobody looked asks all the same, and is seen when it is answered', async ({
  page,
}) => {
  await page.goto('./?lesson=1&lang=en&speed=4');
  const card = pane(page, 'en');
  await obey(page, card, { type: 'create /app/x hello' }, 'en');
  await expect(card).toContainText(words.en.seen);
  await button(page, 'Play').click();
  await expect(page.getByRole('region', { name: 'Story' })).toContainText(
    /create \/app\/x, is committed/,
  );
  await button(page, 'Pause').click();
  await card.getByRole('button', { name: words.en.next }).click();
  await card.getByRole('radio').nth(1).check();
  await expect(card).toContainText(words.en.seen);
});

for (const one of walks)
  for (const language of ['en', 'zh-CN'] as const)
    test(`lesson ${one.lesson} comes to its end in ${language} by what its text names`, async ({
      page,
    }) => {
      await page.goto(
        `./?lesson=${one.lesson}&lang=${language}${language === 'en' ? '' : '&speed=4'}`,
      );
      await walk(page, one, language);
    });
