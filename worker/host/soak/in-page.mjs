// Put into every page and frame of a soak before its own scripts: hands it hostile things, and sees how long its thread
// is held and what it says. Knows the page by its accessible names. A classic script; installed by stage.ts.
{
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask', buffered: true });

  /** What the page last gave away as a file, or opened as an address. */
  /** @type {Blob | null} */
  let saved = null;
  let opened = '';
  const realUrl = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (object) => {
    if (object instanceof Blob && object.type === 'application/json') saved = object;
    return realUrl(object);
  };
  const tab = /** @type {Window} */ (
    /** @type {unknown} */ ({
      opener: null,
      close: () => undefined,
      location: { replace: (/** @type {string} */ url) => (opened = url) },
    })
  );
  window.open = () => tab;

  let hurt = 0;
  Reflect.set(window, 'hurt', () => (hurt += 1));

  const pause = () => new Promise((resolve) => setTimeout(resolve, 4));
  /** @param {RegExp} name */
  const buttonNamed = (name) =>
    [...document.querySelectorAll('button')].find((button) =>
      name.test(button.ariaLabel ?? button.textContent.trim()),
    ) ?? null;
  const branches = () => buttonNamed(/^\d+ branch(es)?$/)?.textContent.trim() ?? '';
  const notice = () => {
    const text = buttonNamed(/^Dismiss$/)?.parentElement?.textContent;
    return text === undefined ? null : text.trim();
  };

  /** What the page says of its run. */
  const shown = () =>
    [...document.querySelectorAll('[role=status]')]
      .filter((status) => !status.contains(buttonNamed(/^Dismiss$/)))
      .map((status) => status.textContent)
      .join();
  /** The longest that this page's thread was held since this was last asked, in milliseconds. */
  const held = () => {
    const most = longest;
    longest = 0;
    return most;
  };

  /** @param {string} text */
  function drop(text) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'run.json', { type: 'application/json' }));
    const event = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('drop', event));
  }

  /**
   * Posts to the frame of the topmost page that has this number.
   * @param {number} frame
   * @param {unknown} data
   */
  function post(frame, data) {
    const target = window.top?.frames[frame];
    try {
      target?.postMessage(data, '*');
      return true;
    } catch {
      // Not everything can be cloned; then nothing was sent.
      return false;
    }
  }

  /** @type {[source: unknown, data: unknown][]} */
  const heard = [];
  addEventListener('message', ({ source, data }) => heard.push([source, data]));

  Reflect.set(window, 'soak', {
    /**
     * Hands over a link or a file, and says what came of it.
     * @param {'link' | 'file'} way
     * @param {string} content
     * @param {number} patience milliseconds
     */
    async tell(way, content, patience) {
      buttonNamed(/^Dismiss$/)?.click();
      while (notice() !== null) await pause();
      const before = branches();
      if (way === 'link') history.replaceState(null, '', location.pathname + location.search);
      const began = performance.now();
      if (way === 'link') location.hash = content;
      else drop(content);
      for (;;) {
        await pause();
        const ms = performance.now() - began;
        const sentence = notice();
        const taken = branches() !== before;
        if (sentence === null && !taken && ms < patience) continue;
        const outcome = sentence !== null ? 'refused' : taken ? 'taken' : 'ignored';
        return { outcome, ms, sentence: sentence ?? '', shown: shown(), held: held() };
      }
    },
    /** The run as the file that Export gives away. */
    async exported() {
      saved = null;
      buttonNamed(/^Share$/)?.click();
      for (;;) {
        await pause();
        const button = buttonNamed(/^Export$/);
        if (saved !== null) break;
        if (button !== null && !button.disabled) button.click();
      }
      buttonNamed(/^Close$/)?.click();
      return /** @type {Blob} */ (saved).text();
    },
    shown,
    held,
    notice: () => notice() ?? '',
    /** The address behind "Open full". */
    async full() {
      opened = '';
      buttonNamed(/^Open full/)?.click();
      while (opened === '') await pause();
      return opened;
    },
    hurt: () => hurt,
    post,
    /**
     * @param {number} frame
     * @param {string} name
     * @param {number} size
     */
    postExotic: (frame, name, size) => post(frame, exotic(name, size)),
    /**
     * Everything that a frame answered to requests since it was last asked.
     * @param {number} frame
     */
    answers(frame) {
      const target = window.top?.frames[frame];
      const mine = heard.filter(([source]) => source === target).map(([, data]) => data);
      heard.splice(0);
      return mine;
    },
  });

  /**
   * Values that JSON has no words for.
   * @param {string} name
   * @param {number} size
   * @returns {unknown}
   */
  function exotic(name, size) {
    /** @type {Record<string, () => unknown>} */
    const made = {
      map: () => new Map([['zab', 1]]),
      set: () => new Set([1]),
      date: () => new Date(size),
      regexp: () => /(a+)+$/,
      bigint: () => ({ zab: 1, id: BigInt(size), do: 'play' }),
      nan: () => ({ zab: 1, id: NaN, do: 'play' }),
      infinite: () => ({ zab: 1, id: 1, do: 'seek', at: Infinity }),
      undefined: () => undefined,
      cycle: () => {
        /** @type {Record<string, unknown>} */
        const round = { zab: 1, id: size, do: 'load' };
        round['recording'] = round;
        return round;
      },
      sparse: () => new Array(size * 1000),
      sparseTypes: () => ({ zab: 1, id: size, do: 'subscribe', types: new Array(1e6) }),
      bytes: () => new Uint8Array(size * 100),
      blob: () => new Blob(['{"zab":1}']),
      error: () => new Error('zab'),
      rect: () => new DOMRect(1, 2, 3, 4),
      long: () => 'x'.repeat(size * 1000),
      deep: () => {
        /** @type {unknown} */
        let inner = 1;
        for (let depth = 0; depth < size; depth += 1) inner = { zab: 1, id: 1, do: 'load', inner };
        return inner;
      },
      wide: () => Object.fromEntries(Array.from({ length: size * 20 }, (_, i) => [`k${i}`, i])),
      mapInside: () => ({ zab: 1, id: size, do: 'load', recording: new Map([['seed', 1]]) }),
      dateInside: () => ({ zab: 1, id: size, do: 'command', client: 'A', line: new Date(1) }),
      port: () => new MessageChannel().port1,
      function: () => () => size,
    };
    return made[name]?.();
  }
}
