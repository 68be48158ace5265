// One WebSocket for this tab. It resumes exactly: every connection asks for what comes after the highest `seq` seen.
import ReconnectingWebSocket from './vendor/partysocket.js';

/**
 * @param {() => number} seq the highest seq seen so far
 * @param {(entry: object) => void} onEntry
 * @param {(connected: boolean) => void} onConnection
 */
export function follow(seq, onEntry, onConnection) {
  const address = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws?after=${seq()}`;
  const socket = new ReconnectingWebSocket(address, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 5000,
    reconnectionDelayGrowFactor: 1.6,
  });
  socket.addEventListener('message', (event) => onEntry(JSON.parse(event.data)));
  socket.addEventListener('open', () => onConnection(true));
  socket.addEventListener('close', () => onConnection(false));
  addEventListener('online', () => socket.reconnect());
  return socket;
}
