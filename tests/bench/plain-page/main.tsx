/** What a page of Vite and React costs by itself: a list that can be added to, and a worker that keeps the page. */
import { StrictMode, useState, type FormEvent } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';

const List = () => {
  const [items, setItems] = useState<readonly string[]>(['Hämta nyckeln', 'Ställ i ordning rummet']);
  const [text, setText] = useState('');
  const add = (submit: FormEvent): void => {
    submit.preventDefault();
    if (text.trim() === '') return;
    setItems([...items, text.trim()]);
    setText('');
  };
  return (
    <main>
      <h1>Kom ihåg</h1>
      <form onSubmit={add}>
        <label>
          Nytt <input value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <button>Lägg till</button>
      </form>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </main>
  );
};

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <List />
  </StrictMode>,
);
void navigator.serviceWorker.register('/sw.js');
