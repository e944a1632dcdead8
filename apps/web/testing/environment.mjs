import { TestEnvironment } from 'jest-environment-jsdom';

const fromNode = ['Headers', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'structuredClone', 'ReadableStream', 'BroadcastChannel'];

/** jsdom with the parts of a browser it leaves out. */
export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of fromNode) this.global[name] ??= globalThis[name];
    const { global } = this;
    global.scrollTo = () => undefined;
    global.matchMedia ??= (media) => ({ media, matches: false, addEventListener() {}, removeEventListener() {} });
    global.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    global.Element.prototype.scrollIntoView ??= () => undefined;
    global.Blob.prototype.arrayBuffer ??= function () {
      return new Promise((done, fail) => {
        const reader = new global.FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = () => fail(reader.error);
        reader.readAsArrayBuffer(this);
      });
    };
    const dialog = global.HTMLDialogElement.prototype;
    dialog.showModal ??= function () {
      this.open = true;
    };
    dialog.close ??= function () {
      if (!this.open) return;
      this.open = false;
      this.dispatchEvent(new global.Event('close'));
    };
  }
}
