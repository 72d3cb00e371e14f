// What the readers of recordings and lessons refuse, in Chinese. They say it in English (worker/world/decode*.ts,
// worker/lessons/own*.ts, worker/host/reader.ts, app/lessons/own.ts); each of their sentences is known here by its form.
// Fetched with the first refusal; called by preferences.svelte.ts. A sentence of another form stays as it is.

type Form = readonly [form: RegExp, chinese: (...holes: readonly string[]) => string];

/** The first form that fits; null where none does. */
function byForm(text: string, forms: readonly Form[]): string | null {
  for (const [form, chinese] of forms) {
    const match = form.exec(text);
    if (match) return chinese(...match.slice(1));
  }
  return null;
}

const sentences: readonly Form[] = [
  [/^This recording is too large\.$/, () => '这份记录太大。'],
  [/^This recording takes too long to read\.$/, () => '读取这份记录所需的时间太长。'],
  [
    /^The recording could not be checked: a worker did not load\.$/,
    () => '无法检查这份记录：一个 Worker 没有加载。',
  ],
  [/^This is not a recording: it is not JSON\.$/, () => '这不是记录：它不是 JSON。'],
  [/^This is not a recording of Zab Playground\.$/, () => '这不是 Zab Playground 的记录。'],
  [
    /^This recording was made by a newer version of Zab Playground \(format (\d+)\)\.$/,
    (format = '') => `这份记录由更新版本的 Zab Playground 生成（格式 ${format}）。`,
  ],
  [/^Format (\d+) of recordings is not known\.$/, (format = '') => `记录格式 ${format} 无法识别。`],
  [
    /^An ensemble has at most (\d+) nodes, not (\d+)\.$/,
    (most = '', given = '') => `一个集群最多有 ${most} 个节点，不能有 ${given} 个。`,
  ],
  [/^Two clients are called "(.*)"\.$/s, (name = '') => `有两个客户端都叫“${name}”。`],
  [/^The trace hash is not 32 hexadecimal digits\.$/, () => '轨迹哈希不是 32 位十六进制数字。'],
  [/^It is too large\.$/, () => '它太大。'],
  [/^It is not JSON\.$/, () => '它不是 JSON。'],
  [/^It is not a lesson of Zab Playground\.$/, () => '它不是 Zab Playground 的课程。'],
  [
    /^Its format is of a newer version of Zab Playground, or none that is known\.$/,
    () => '它的格式属于更新版本的 Zab Playground，或者无法识别。',
  ],
  [/^Its link is damaged, or too long\.$/, () => '它的链接已损坏，或者太长。'],
  [
    /^Its recording cannot be used: (.*)$/s,
    (why = '') => `其中的记录无法使用：${refusalInChinese(why)}`,
  ],
  [/^The lesson has no steps\.$/, () => '课程没有任何步骤。'],
  [
    /^Step (\d+) begins before step (\d+)\.$/,
    (later = '', earlier = '') => `第 ${later} 步早于第 ${earlier} 步开始。`,
  ],
];

/** Of something that is named: what follows the name. */
const complaints: readonly Form[] = [
  [/^ has no name\.$/, () => '没有名字。'],
  [/^ comes before the action ahead of it\.$/, () => '的时间早于排在它前面的操作。'],
  [/^ is not a pair of numbers\.$/, () => '不是一对数字。'],
  [/^ is not an object\.$/, () => '不是对象。'],
  [/^ is not a list\.$/, () => '不是列表。'],
  [/^ has a field "(.*)" that is not known\.$/s, (name = '') => `有无法识别的字段“${name}”。`],
  [/^ has a field "(.*)" that means nothing there\.$/s, (name = '') => `不能有字段“${name}”。`],
  [
    /^ has (\d+) entries; (\d+) are the most\.$/,
    (count = '', most = '') => `有 ${count} 项，最多只能有 ${most} 项。`,
  ],
  [
    /^ is (.*), not a whole number from (\S+) to (\S+)\.$/s,
    (value = '', low = '', high = '') => `${given(value)}，必须是 ${low} 到 ${high} 的整数。`,
  ],
  [
    /^ is (.*), not a number from (\S+) to (\S+)\.$/s,
    (value = '', low = '', high = '') => `${given(value)}，必须是 ${low} 到 ${high} 的数。`,
  ],
  [/^ is (.*), not a text\.$/s, (value = '') => `${given(value)}，必须是文本。`],
  [
    /^ is too long: (\d+) characters of at most (\d+)\.$/,
    (count = '', most = '') => `太长：有 ${count} 个字符，最多 ${most} 个。`,
  ],
  [/^ is (.*), not true or false\.$/s, (value = '') => `${given(value)}，必须是 true 或 false。`],
  [/^ is (.*), which is not known\.$/s, (value = '') => `${given(value)}，无法识别。`],
  [
    /^ names a node or a client, one of them\.$/,
    () => '必须指明一个节点或一个客户端，只能是其一。',
  ],
  [/^: a client keeps nothing\.$/, () => '：客户端不保存任何内容。'],
  [/^: no client is called "(.*)"\.$/s, (name = '') => `：没有名为“${name}”的客户端。`],
  [/^: clients have no connections with each other\.$/, () => '：客户端之间没有连接。'],
  [/^ must wait for something that happens\.$/, () => '必须等待一件会发生的事。'],
  [/^ is nested too deep\.$/, () => '嵌套太深。'],
  [
    /^: "(.*)" does not go with "(.*)"\.$/s,
    (name = '', other = '') => `：“${name}”不能与“${other}”一起使用。`,
  ],
  [/^: there is no invariant "(.*)"\.$/s, (name = '') => `：没有名为“${name}”的不变式。`],
  [/^ names nothing to wait for or to claim\.$/, () => '没有指明要等待或断言什么。'],
  [/^: its list of facts is empty\.$/, () => '：事实列表是空的。'],
  [/^: "has" is nested too deep\.$/, () => '：“has”嵌套太深。'],
  [/^: "has" names more than (\d+) fields\.$/, (most = '') => `：“has”的字段超过 ${most} 个。`],
  [
    /^: nothing is done in it, so it has to say what it waits for \("wait"\)\.$/,
    () => '：这一步不做任何操作，所以必须说明它等待什么（“wait”）。',
  ],
  [
    /^ has "(.*)" but no "(.*)": a question needs all four\.$/s,
    (name = '', missing = '') => `有“${name}”但没有“${missing}”：一个问题需要全部四项。`,
  ],
  [/^: a question has two to four choices\.$/, () => '：一个问题有两到四个选项。'],
  [/^: "(.*)" is empty\.$/s, (name = '') => `：“${name}”是空的。`],
];

/** What is found where something else should be. */
function given(value: string): string {
  if (value === 'missing') return '缺失';
  if (value === 'a list') return '是一个列表';
  if (value === 'an object') return '是一个对象';
  return `是 ${value}`;
}

const things: Readonly<Record<string, string>> = {
  'This recording': '这份记录',
  'This action': '这个操作',
  'The seed': '种子',
  'The end': '结束时间',
  'The version of this recording': '这份记录的版本',
  'The list of clients': '客户端列表',
  'The list of actions': '操作列表',
  'The view': '显示的时刻（view）',
  'Its moment': '显示的时刻',
  'The trace hash': '轨迹哈希',
  'The ensemble': '集群',
  'The number of servers': '服务器数量',
  'The number of observers': '观察者数量',
  'The profile': '配置类型（profile）',
  'The wall clock at the start': '开始时的挂钟时间',
  'The latency between servers': '服务器之间的延迟',
  'The latency of clients': '客户端的延迟',
  'The latency of a sync': '一次同步到磁盘的延迟',
  'The settings': '设置',
  'The list of switches': '开关列表',
  'A switch': '一个开关',
  'its time': '它的时间',
  'what it does': '它做什么（do）',
  'the value': '值',
  'the node': '节点',
  'the client': '客户端',
  'the line': '命令行',
  'the rate': '速率',
  'the skew': '偏差',
  'The lesson': '课程',
  'The list of steps': '步骤列表',
  '"at", in seconds,': '以秒为单位的“at”',
  'the pane to look at': '要看的区域',
  'the node to look at': '要看的节点',
  'a fact': '一个事实',
  'the name of a fact': '事实的名称',
  'a node': '一个节点',
  'its list of facts': '事实列表',
  'a text': '一段文本',
  'a list': '一个列表',
};

const namings: readonly Form[] = [
  [/^(.+), at least,$/, (what = '') => `${thing(what)}的下限`],
  [/^(.+), at most,$/, (what = '') => `${thing(what)}的上限`],
  [/^The name of (Client \d+)$/, (what = '') => `${thing(what)}的名字`],
  [/^Client (\d+)$/, (n = '') => `第 ${n} 个客户端`],
  [/^Action (\d+)$/, (n = '') => `第 ${n} 个操作`],
  [/^Action (\d+) \((\w+)\)$/, (n = '', name = '') => `第 ${n} 个操作（${name}）`],
  [/^This action \((\w+)\)$/, (name = '') => `这个操作（${name}）`],
  [/^The setting (\w+)$/, (name = '') => `设置 ${name}`],
  [/^Step (\d+)$/, (n = '') => `第 ${n} 步`],
  [/^choice (\d+)$/, (n = '') => `选项 ${n}`],
  [/^sentence (\d+) of "see"$/, (n = '') => `“see”的第 ${n} 句`],
  [/^"(\w+)"$/, (name = '') => `“${name}”`],
];

/** A thing that is named, as `Step 2: the node to look at` is; null where it is not known. */
function thing(what: string): string | null {
  const parts = what
    .split(': ')
    .map((part) => (Object.hasOwn(things, part) ? (things[part] ?? null) : byForm(part, namings)));
  return parts.includes(null) ? null : parts.join('：');
}

export function refusalInChinese(sentence: string): string {
  const known = byForm(sentence, sentences);
  if (known !== null) return known;
  // The name ends where a complaint begins; the longest name that is known is meant.
  for (let end = Math.min(sentence.length, LONGEST_NAME); end > 0; end -= 1) {
    if (sentence[end] !== ' ' && sentence[end] !== ':') continue;
    const complaint = byForm(sentence.slice(end), complaints);
    const name = complaint === null ? null : thing(sentence.slice(0, end));
    if (name !== null) return `${name}${complaint}`;
  }
  return sentence;
}

const LONGEST_NAME = 200;
