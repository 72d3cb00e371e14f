// The playground in a driven browser, by the accessible names that stay the same (interface.md). Called by jobs.ts, views.ts.
import { ENTER, until, type Driver, type ElementId } from './driver.ts';

/** What may carry a role in this page; the engine says the names. */
const carriers = {
  button: 'button:not([role="tab"])',
  tab: '[role="tab"]',
  group: '[role="group"]',
  status: '[role="status"]',
  region: 'section, [role="region"]',
  textbox: 'input, textarea',
} as const;

export type Role = keyof typeof carriers;

const SOON_MS = 20_000;
export const LONG_MS = 120_000;

export class DrivenPage {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /** The first with this role and name; waits for it. */
  async find(role: Role, name: string): Promise<ElementId> {
    const found = await until(
      () => this.seek(role, name),
      (element) => element !== null,
      SOON_MS,
    ).catch(() => null);
    if (found === null) throw new Error(`There is no ${role} "${name}".`);
    return found;
  }

  async press(name: string): Promise<void> {
    await this.driver.click(await this.find('button', name));
  }

  /** A button, or else a tab, of that name. */
  async pressAny(name: string): Promise<void> {
    const seek = async () => (await this.seek('button', name)) ?? (await this.seek('tab', name));
    const found = await until(seek, (element) => element !== null, SOON_MS).catch(() => null);
    if (found === null) throw new Error(`There is nothing to press called "${name}".`);
    await this.driver.click(found);
  }

  /** Types a line at the prompt of zkCli and sends it. */
  async command(line: string): Promise<void> {
    await this.driver.type(await this.find('textbox', 'zkCli command'), line + ENTER);
  }

  /** Waits until the element says something that matches. */
  async says(role: Role, name: string, pattern: RegExp, ms = SOON_MS): Promise<void> {
    const element = await this.find(role, name);
    await until(
      () => this.driver.text(element),
      (text) => pattern.test(text),
      ms,
    ).catch((error: unknown) => {
      throw new Error(`${role} "${name}" should say ${String(pattern)}. ${String(error)}`);
    });
  }

  /** Waits until some status says exactly that, or something that matches. */
  async status(text: string | RegExp, ms = SOON_MS): Promise<void> {
    const isSo = (said: string) =>
      typeof text === 'string' ? said.trim() === text : text.test(said);
    const read = 'return [...document.querySelectorAll("[role=status]")].map((e) => e.textContent)';
    await until(
      async () => (await this.driver.run(read)) as readonly string[],
      (texts) => texts.some(isSo),
      ms,
    ).catch((error: unknown) => {
      throw new Error(`A status should say "${String(text)}". ${String(error)}`);
    });
  }

  private async seek(role: Role, name: string): Promise<ElementId | null> {
    for (const element of await this.driver.elements(carriers[role])) {
      // The page may have changed since the list was made.
      const label = await this.driver.label(element).catch(() => '');
      if (label === name) return element;
    }
    return null;
  }
}
