/**
 * A two-way carrier of JSON messages: Electron ipc, a WebSocket, or memory.
 * Messages are JSON text, so that all wires behave alike. A wire never throws; a dead one drops what it is given.
 */
export interface Wire {
  send(text: string): void;
  /** Hears every message; returns its own end. */
  onMessage(listener: (text: string) => void): () => void;
  /** Told once when the other side is gone; at once where it already is. */
  onClose(listener: () => void): () => void;
  close(): void;
}
