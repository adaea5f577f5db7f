// Filters the cases. Everything is on the page without it; this only hides what was not asked for.
(() => {
  'use strict';
  const form = document.getElementById('filter');
  if (!form) return;
  const bucket = document.getElementById('bucket');
  const search = document.getElementById('search');
  const shown = document.getElementById('shown');
  const section = document.getElementById('cases');
  const cases = Array.from(document.querySelectorAll('#list > li'), (item) => ({
    item,
    outcome: item.dataset.outcome,
    buckets: new Set(item.dataset.buckets.split(' ')),
    text: null,
  }));

  const textOf = (one) => (one.text ??= one.item.textContent.toLowerCase());

  const apply = () => {
    const outcome = form.elements.outcome.value;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of cases) {
      const fits =
        (outcome === 'any' || one.outcome === outcome) &&
        (bucket.value === '' || one.buckets.has(bucket.value)) &&
        words.every((word) => textOf(one).includes(word));
      one.item.hidden = !fits;
      if (fits) count++;
    }
    shown.textContent = count === 1 ? '1 case' : `${count.toLocaleString('en')} cases`;
  };

  const choose = (outcome, index) => {
    const radio = Array.from(form.elements.outcome).find((one) => one.value === outcome);
    if (radio) radio.checked = true;
    bucket.value = index;
    search.value = '';
    apply();
  };

  for (const link of document.querySelectorAll('a[data-outcome]')) {
    link.addEventListener('click', () => {
      choose(link.dataset.outcome, link.dataset.bucket);
      section.focus({ preventScroll: true });
    });
  }

  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());

  form.hidden = false;
  apply();
})();
