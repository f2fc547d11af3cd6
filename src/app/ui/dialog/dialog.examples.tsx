import { useState } from 'react';
import { Button } from '../button/button.tsx';
import { Dialog } from './dialog.tsx';

const Example = () => {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Lägg till person</Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Lägg till person"
        footer={
          <>
            <Button variant="primary" onClick={close}>
              Lägg till
            </Button>
            <Button onClick={close}>Avbryt</Button>
          </>
        }
      >
        <p>Skriv bara namn och arbetsplats.</p>
      </Dialog>
    </>
  );
};

export const examples = [{ name: 'dialog', render: () => <Example /> }];
