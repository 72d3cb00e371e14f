import { expect, test } from 'vitest';
import { realMachines } from '../../world/real-machines.ts';
import { Explorer } from './explore.ts';
import { scopes } from './scope.ts';

const machines = realMachines({ extras: true });

test.each(scopes.slice(0, 2))('$name: nothing breaks', (scope) => {
  const t=Date.now();
  const r = new Explorer(scope, machines).run(20000);
  console.log(scope.name, Date.now()-t, {...r, found: r.found && {...r.found, path: JSON.stringify(r.found.path)}});
}, 200000);
