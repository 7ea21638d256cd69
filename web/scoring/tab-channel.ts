/** Speaks with the other tabs of this browser that show the same. */
export interface TabChannel<Message> {
  readonly post: (message: Message) => void;
  readonly close: () => void;
}

/** Opens a channel by its name; a browser without channels has tabs that learn of each other from the server. */
export function openTabChannel<Message>(name: string, hear: (message: Message) => void): TabChannel<Message> {
  if (typeof BroadcastChannel === "undefined") return { post: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Message>) => hear(event.data);
  let open = true;
  return {
    post: (message) => {
      if (open) channel.postMessage(message);
    },
    close: () => {
      open = false;
      channel.close();
    },
  };
}
