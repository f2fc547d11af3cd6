import type { ComponentProps } from 'react';
import { LinkButton } from '../../ui/button/button.tsx';
import { useSignedIn } from '../admin-frame.tsx';
import { mayOpen } from './screen-roles.ts';

/** A button-like link to one of the office's screens, shown only to whoever may open it (ROLE-2). */
export const ScreenLink = (props: ComponentProps<typeof LinkButton> & { readonly href: string }) => {
  const { me } = useSignedIn();
  const [address = ''] = props.href.split('?');
  return mayOpen(address, me.roles) ? <LinkButton {...props} /> : null;
};
