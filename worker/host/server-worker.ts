// The worker of one server in a browser. Its page hands it two ports in the first message.
import { realMachines } from '../world/real-machines.ts';
import { serve, type Ports } from './server-ports.ts';

self.onmessage = ({ data }: MessageEvent<Ports>) => {
  serve(realMachines({ extras: true }), data);
};
