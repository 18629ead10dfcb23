namespace Crm.Browser.Tests.Pages;

/// <summary>What a person has in front of her, read at once when the page has come to rest.</summary>
internal sealed record PageView(string Text, int Width, int Room)
{
    /// <summary>
    /// Waits until nothing changed for a moment and no bar of progress is there, then reads the visible text and what is read aloud or shown
    /// on hover. The argument is a selector of the part to read.
    /// </summary>
    public const string Script = """
        async (part) => {
          await new Promise((done) => {
            const last = performance.now() + 8000;
            let still = performance.now();
            const seen = new MutationObserver(() => { still = performance.now(); });
            seen.observe(document, { subtree: true, childList: true, characterData: true });
            const look = () => {
              const now = performance.now();
              const busy = document.querySelector('.crm-loading .mud-progress-linear') || document.documentElement.dataset.interactive !== 'yes' && !document.body.classList.contains('plain');
              if (now > last || !busy && now - still > 120) { seen.disconnect(); done(); } else setTimeout(look, 30);
            };
            look();
          });
          const root = document.querySelector(part);
          const texts = [document.title, root.innerText];
          for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
            for (const element of root.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
          for (const field of root.querySelectorAll('input, textarea'))
            if (!['hidden', 'password', 'checkbox', 'radio', 'file'].includes(field.type)) texts.push(field.value);
          // What only a machine says is marked as such, and stands apart from the sentence for people.
          const machine = [...root.querySelectorAll('code[lang=en]')].map((code) => code.innerText);
          const text = machine.reduce((all, said) => said === '' ? all : all.replace(said, ''), texts.join('\n'));
          return { text, width: document.documentElement.scrollWidth, room: innerWidth };
        }
        """;

    public PageView() : this("", 0, 0)
    {
    }
}
