// The worker of one server in a browser. Its page hands it two ports in the first message.
import { serve, type Ports } from './server-ports.ts';
import { serverMachines } from './server-machines.ts';

self.onmessage = ({ data }: MessageEvent<Ports>) => {
  serve(serverMachines, data);
};
