// Live: what comes in goes on top of the list, or waits while the page is paused; what is deleted goes away.
(() => {
  "use strict";

  const HIDDEN_MS = 30000;
  const AGAIN_MS = 5000;
  const lang = document.documentElement.lang;

  function counted(section, name, n) {
    const words = section.dataset[n === 1 || (lang === "fr" && n < 2) ? `${name}One` : `${name}Many`];
    return words.replace("{n}", n.toLocaleString(lang));
  }

  function elementOf(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  }

  // One open page: its list, its stream, what waits while it is paused.
  class Followed {
    constructor(section) {
      this.section = section;
      this.list = section.querySelector("ol");
      this.button = section.querySelector("#pause");
      this.link = section.querySelector("#link");
      this.kept = Number(section.dataset.kept);
      this.last = section.dataset.after;
      this.isPaused = false;
      this.waiting = [];
      this.more = 0;
      this.source = null;
      this.timer = 0;
      this.button.hidden = false;
      this.button.addEventListener("click", () => this.turn());
      this.open();
    }

    open() {
      clearTimeout(this.timer);
      if (this.source) return;
      const address = new URL(this.section.dataset.stream, location.href);
      address.searchParams.set("after", this.last);
      this.source = new EventSource(address);
      this.source.addEventListener("open", () => this.say(this.isPaused ? this.section.dataset.paused : ""));
      this.source.addEventListener("message", (event) => this.hear(event));
      this.source.addEventListener("error", () => {
        this.say(this.section.dataset.lost);
        // A browser tries again by itself, except after an answer that is no stream.
        if (this.source && this.source.readyState === EventSource.CLOSED) {
          this.close();
          this.timer = setTimeout(() => this.open(), AGAIN_MS);
        }
      });
    }

    close() {
      clearTimeout(this.timer);
      if (this.source) this.source.close();
      this.source = null;
    }

    say(words) {
      if (this.link.textContent !== words) this.link.textContent = words;
    }

    hear(event) {
      this.last = event.lastEventId || this.last;
      const told = JSON.parse(event.data);
      if (told.pace) document.getElementById("pace").textContent = told.pace.trim();
      if (told.renew) {
        this.renew();
        return;
      }
      const gone = new Set(told.gone);
      if (gone.size) this.forget(gone);
      this.waiting = [...told.cards.map(elementOf), ...this.waiting];
      this.more += told.more;
      // More than a page holds is only counted, so that a page left paused for a night does not grow.
      this.more += Math.max(0, this.waiting.length - this.kept);
      this.waiting.length = Math.min(this.waiting.length, this.kept);
      if (this.isPaused) this.count();
      else this.show();
    }

    show() {
      const cards = this.waiting.filter((card) => !this.find(card.dataset.post));
      if (this.more) {
        // One line says how many are not here: those of several bursts add up.
        const line = cards.length ? null : this.list.querySelector(":scope > .more:first-child");
        const before = line ? Number(line.dataset.n) : 0;
        if (line) line.remove();
        cards.push(this.lineOf(this.more + before));
      }
      this.list.prepend(...cards);
      this.waiting = [];
      this.more = 0;
      this.trim();
      this.section.querySelector("#none").hidden = this.list.childElementCount > 0;
    }

    lineOf(n) {
      const line = document.createElement("li");
      const words = document.createElement("span");
      const all = document.createElement("a");
      line.className = "more end";
      line.dataset.n = String(n);
      words.textContent = counted(this.section, "more", n);
      all.href = this.section.dataset.all;
      all.textContent = this.section.dataset.allWords;
      line.append(words, all);
      return line;
    }

    // Whoever reads an old card keeps it until they leave it.
    trim() {
      const posts = this.list.querySelectorAll(":scope > [data-post]");
      for (const card of [...posts].slice(this.kept)) {
        if (!card.contains(document.activeElement)) card.remove();
      }
      while (this.list.lastElementChild && this.list.lastElementChild.classList.contains("more") && posts.length > this.kept) {
        this.list.lastElementChild.remove();
      }
    }

    find(post) {
      return this.list.querySelector(`:scope > [data-post="${CSS.escape(post)}"]`);
    }

    forget(gone) {
      this.waiting = this.waiting.filter((card) => !gone.has(card.dataset.post));
      for (const card of this.list.querySelectorAll(":scope > [data-post]")) {
        if (!gone.has(card.dataset.post)) continue;
        if (card.contains(document.activeElement)) this.section.querySelector("#live-title").focus();
        card.remove();
      }
      if (this.isPaused) this.count();
    }

    // Too much happened to be told one by one: the list is read again, as it is now.
    async renew() {
      const answer = await fetch(location.href);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.querySelector("#live ol");
      if (!list) return;
      this.list.replaceChildren(...list.children);
      this.waiting = [];
      this.more = 0;
      if (this.isPaused) this.count();
    }

    turn() {
      this.isPaused = !this.isPaused;
      this.say(this.isPaused ? this.section.dataset.paused : "");
      if (!this.isPaused) this.show();
      this.count();
    }

    count() {
      const n = this.waiting.length + this.more;
      const { pause, resume } = this.section.dataset;
      const words = n ? `${resume} · ${counted(this.section, "waiting", n)}` : resume;
      this.button.textContent = this.isPaused ? words : pause;
    }
  }

  let followed = null;

  function begin() {
    const section = document.getElementById("live");
    if (followed && followed.section === section) return;
    if (followed) followed.close();
    followed = section ? new Followed(section) : null;
  }

  // A page out of sight leaves its place to others after a while; it goes on where it was.
  let hiding = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (!followed) return;
    if (document.hidden) hiding = setTimeout(() => followed && followed.close(), HIDDEN_MS);
    else followed.open();
  });
  window.addEventListener("pagehide", () => followed && followed.close());
  window.addEventListener("pageshow", () => followed && followed.open());
  document.addEventListener("htmx:after:swap", begin);
  begin();
})();
