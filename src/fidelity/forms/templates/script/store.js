// Where drafts are kept: the browser's own database, each write on the disk before it counts; plainer storage where there
// is none. A draft carries the number of its revision, and whoever writes says which revision they saw: so two windows
// never write over each other in silence.

class Moved extends Error {
  /** The draft is no longer as it was seen: `there` is how it is now, or null where it was removed. */
  constructor(there) {
    super("the draft was changed in another window");
    this.there = there;
  }
}

const NAME = "fidelity-forms";
const DRAFTS = "drafts";

class Database {
  isFirm = true;

  constructor(base) {
    this.base = base;
    // Asks the browser to keep it even when the disk runs short; it need not say yes.
    navigator.storage?.persist?.().catch(() => {});
    // Another window removes or renews the database: let it.
    base.onversionchange = () => base.close();
  }

  static open() {
    return new Promise((open, fail) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS, { keyPath: "id" });
      request.onsuccess = () => open(new Database(request.result));
      request.onerror = () => fail(request.error);
      setTimeout(() => fail(new Error("the browser's database does not answer")), 5000);
    });
  }

  /** Run one transaction; what `work` gives is only told once the transaction has ended well. */
  run(mode, work) {
    return new Promise((done, fail) => {
      const transaction = this.base.transaction(DRAFTS, mode, { durability: "strict" });
      const result = {};
      transaction.oncomplete = () => (result.moved === undefined ? done(result.value) : fail(new Moved(result.moved)));
      transaction.onabort = () => fail(result.error ?? transaction.error ?? new Error("the write was given up"));
      work(transaction.objectStore(DRAFTS), result);
    });
  }

  all() {
    return this.run("readonly", (drafts, result) => {
      drafts.getAll().onsuccess = (event) => (result.value = event.target.result);
    });
  }

  get(id) {
    return this.run("readonly", (drafts, result) => {
      drafts.get(id).onsuccess = (event) => (result.value = event.target.result ?? null);
    });
  }

  put(draft, seen) {
    return this.run("readwrite", (drafts, result) => {
      drafts.get(draft.id).onsuccess = (event) => {
        const there = event.target.result ?? null;
        if ((there?.revision ?? 0) !== seen) return void (result.moved = there);
        try {
          drafts.put(draft);
        } catch (error) {
          result.error = error;
          drafts.transaction.abort();
        }
      };
    });
  }

  remove(id) {
    return this.run("readwrite", (drafts) => drafts.delete(id));
  }

  clear() {
    return this.run("readwrite", (drafts) => drafts.clear());
  }
}

/** Plain storage, for browsers without a database: it may lose the last seconds when the device dies, and says so. */
class Shelf {
  isFirm = false;
  #key = (id) => `${NAME}/${id}`;

  static open() {
    const key = `${NAME}?`;
    localStorage.setItem(key, "1");
    localStorage.removeItem(key);
    return new Shelf();
  }

  async all() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${NAME}/`));
    return keys.map((key) => JSON.parse(localStorage.getItem(key)));
  }

  async get(id) {
    return JSON.parse(localStorage.getItem(this.#key(id)));
  }

  async put(draft, seen) {
    const there = await this.get(draft.id);
    if ((there?.revision ?? 0) !== seen) throw new Moved(there);
    const text = JSON.stringify(draft);
    localStorage.setItem(this.#key(draft.id), text);
    if (localStorage.getItem(this.#key(draft.id)) !== text) throw new Error("the browser did not keep it");
  }

  async remove(id) {
    localStorage.removeItem(this.#key(id));
  }

  async clear() {
    for (const draft of await this.all()) await this.remove(draft.id);
  }
}

/** Nothing: the page works, and says at every answer that it keeps none. */
class Nowhere {
  isFirm = false;
  all = async () => [];
  get = async () => null;
  remove = async () => {};
  clear = async () => {};

  async put() {
    throw new Error("this browser keeps nothing for this page");
  }
}

let store = new Nowhere();

async function openStore() {
  for (const kind of [Database, Shelf]) {
    try {
      store = await kind.open();
      break;
    } catch {
      // The next kind is tried; what there is in the end is told on the start page.
    }
  }
  if (store.isFirm) return;
  const words =
    store instanceof Shelf
      ? "This browser keeps drafts less safely than others do: an answer may be lost when the device fails. Download the file soon."
      : "This browser keeps nothing for this page, perhaps because it is in a private window. What you answer is lost when you close it: download the file before.";
  say(byId("storage"), words);
}
