/** /tillganglighet: the accessibility statement the law asks for, true of this version (A11Y-5). */
import { usePublicText } from '../text/public-text.ts';
import { PublicPage, PublicSection } from './public-page.tsx';
import styles from './accessibility-screen.module.css';

const lacks = ['lackReaders', 'lackDevices', 'lackCamera', 'lackTime', 'lackLanguages', 'lackPrint'] as const;

export const AccessibilityScreen = () => {
  const { accessibility } = usePublicText();
  const { sections } = accessibility;
  return (
    <PublicPage title={accessibility.title}>
      <p>{accessibility.intro}</p>
      <PublicSection title={sections.how}>
        <p>{sections.howBody}</p>
      </PublicSection>
      <PublicSection title={sections.lacks}>
        <ul className={styles['list']}>
          {lacks.map((key) => (
            <li key={key}>{sections[key]}</li>
          ))}
        </ul>
      </PublicSection>
      <PublicSection title={sections.tell}>
        <p>{sections.tellBody}</p>
      </PublicSection>
      <PublicSection title={sections.tested}>
        <p>{sections.testedBody}</p>
      </PublicSection>
      <PublicSection title={sections.authority}>
        <p>{sections.authorityBody}</p>
      </PublicSection>
      <p className="muted">{sections.date}</p>
      <p className="muted">
        <a href="/licenser.txt">{sections.licences}</a>
      </p>
    </PublicPage>
  );
};
