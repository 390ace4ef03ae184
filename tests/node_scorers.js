/*
 * Holds scripts that define `fidelityScorer`, and answers what is asked of them: a line of JSON in, a line of JSON out.
 *
 *   {"script": "..."}                              gives the script's number and its items
 *   {"at": 0, "function": "score", "calls": [[…]]} gives what each call gives
 *   {"drop": 0}                                    lets go of the script
 */
"use strict";

const readline = require("node:readline");
const vm = require("node:vm");

const scripts = new Map();
let next = 0;

const loaded = (script) => {
  const realm = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext("delete globalThis.Date; delete globalThis.Intl;", realm);
  vm.runInContext(script, realm, { filename: "fidelity-scorer.js" });
  const scorer = vm.runInContext("globalThis.fidelityScorer", realm);
  scripts.set(next, scorer);
  return { number: next++, items: scorer.items };
};

const answered = (request) => {
  if ("script" in request) return loaded(request.script);
  if ("drop" in request) return scripts.delete(request.drop);
  const scorer = scripts.get(request.at);
  return request.calls.map((call) => scorer[request.function](...call));
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    answer = { value: answered(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
