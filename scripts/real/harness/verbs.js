// A provider as promptfoo loads it: answers three verbs, and fails on any other.
const PAST = { go: 'went', eat: 'eated', walk: 'walked' };

module.exports = class Verbs {
  id() {
    return 'verbs';
  }

  async callApi(prompt) {
    const verb = prompt.replace('past of ', '').replace('?', '');
    return verb in PAST
      ? { output: PAST[verb], tokenUsage: { total: 5, prompt: 4, completion: 1 } }
      : { error: `the model does not know '${verb}'` };
  }
};
