// Everything the page can do, by name: what the command palette offers. Called by Palette.svelte.
import { cutOf, endOf } from './state/node-verbs.ts';
import type { Playground } from './state/playground.svelte.ts';
import type { Preferences } from './state/preferences.svelte.ts';
import type { View } from './state/view.svelte.ts';

export interface Command {
  readonly name: string;
  readonly run: () => void;
}

export function commandsOf(
  playground: Playground,
  preferences: Preferences,
  view: View,
): readonly Command[] {
  const { t } = preferences;
  const { transport, header, stage } = t;
  const nodes = playground.world.nodes.flatMap((node): Command[] => {
    const { sid } = node;
    const act = playground.act.bind(playground);
    const down = node.life === 'down';
    return [
      {
        name: node.partitioned ? stage.healNode(sid) : stage.partitionNode(sid),
        run: () => void act(cutOf(node)),
      },
      {
        name: down ? stage.restartNode(sid) : stage.killNode(sid),
        run: () => void act(endOf(node)),
      },
      node.paused
        ? { name: stage.unfreezeNode(sid), run: () => void act({ do: 'resume', node: sid }) }
        : { name: stage.freezeNode(sid), run: () => void act({ do: 'pause', node: sid }) },
      { name: stage.inspectNode(sid), run: () => (view.node = sid) },
    ];
  });
  return [
    { name: transport.play, run: () => void playground.play() },
    { name: transport.pause, run: () => void playground.pause() },
    { name: transport.nextEvent, run: () => void playground.nextEvent() },
    { name: transport.step, run: () => void playground.step() },
    { name: transport.back, run: () => void playground.back() },
    { name: transport.healAll, run: () => void playground.act({ do: 'healAll' }) },
    { name: transport.undo, run: () => void playground.undo() },
    ...(playground.branches.others.length === 0
      ? []
      : [{ name: transport.compare, run: () => (view.dialog = 'compare') }]),
    { name: transport.reset, run: () => (view.dialog = 'reset') },
    ...nodes,
    ...(['autopilot', 'leaderDies', 'orphanTrunc', 'orphanSnap'] as const).map((pilot) => ({
      name: t.pilot.names[pilot],
      run: () => void playground.fly(pilot),
    })),
    { name: header.lessons, run: () => (view.dialog = 'lessons') },
    { name: header.newEnsemble, run: () => (view.dialog = 'ensemble') },
    { name: t.scenarios.title, run: () => (view.dialog = 'scenarios') },
    { name: header.faults, run: () => (view.dialog = 'faults') },
    { name: header.share, run: () => (view.dialog = 'share') },
    { name: t.picture.title, run: () => (view.dialog = 'picture') },
    { name: header.settings, run: () => (view.dialog = 'settings') },
    { name: t.glossary.title, run: () => (view.dialog = 'words') },
    { name: header.help, run: () => (view.dialog = 'shortcuts') },
    { name: header.present, run: () => (preferences.present = !preferences.present) },
    { name: 'English', run: () => void preferences.speak('en') },
    { name: '简体中文', run: () => void preferences.speak('zh-CN') },
  ];
}
