import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './button.module.css';

export type ButtonLook = {
  /** primary: the one action of the view; secondary: others; ghost: quiet; danger: takes something away from someone */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  /** s 44 px (office only), m 48, l 64 (queue), xl 80 (the one thing to do) */
  readonly size?: 's' | 'm' | 'l' | 'xl';
  readonly block?: boolean;
  readonly icon?: IconName | undefined;
  readonly iconEnd?: IconName | undefined;
  readonly children: ReactNode;
};

type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'aria-disabled'> & {
    /** Why it cannot be pressed now. The button keeps focus and reads the reason aloud (UI-1). */
    readonly disabledReason?: string | undefined;
  };

/** The class names of a button, for the few elements that look like one but are not (a file input's label). */
export const buttonClass = ({
  variant = 'secondary',
  size = 'm',
  block = false,
}: Omit<ButtonLook, 'children' | 'icon' | 'iconEnd'>): string =>
  [styles['button'], styles[variant], styles[size], block ? styles['block'] : ''].filter(Boolean).join(' ');

const Content = ({ icon, iconEnd, children }: Pick<ButtonLook, 'icon' | 'iconEnd' | 'children'>) => (
  <>
    {icon !== undefined && <Icon name={icon} />}
    <span>{children}</span>
    {iconEnd !== undefined && <Icon name={iconEnd} />}
  </>
);

/** An action with words. With `disabledReason` it stays reachable, does nothing and says why (UI-1). */
export const Button = ({
  variant = 'secondary',
  size = 'm',
  block = false,
  icon,
  iconEnd,
  children,
  disabledReason,
  type = 'button',
  className,
  onClick,
  ...rest
}: ButtonProps) => {
  const isDisabled = disabledReason !== undefined;
  return (
    <button
      {...rest}
      type={isDisabled ? 'button' : type}
      className={[buttonClass({ variant, size, block }), className].filter(Boolean).join(' ')}
      {...(isDisabled ? { 'aria-disabled': true, title: disabledReason } : { onClick })}
    >
      <Content icon={icon} iconEnd={iconEnd}>
        {children}
      </Content>
      {isDisabled && disabledReason !== '' && <span className="sr-only">, {disabledReason}</span>}
    </button>
  );
};

type LinkButtonProps = ButtonLook &
  Omit<ComponentProps<'a'>, 'children' | 'href'> & { readonly href: string; readonly replace?: boolean };

/** A link that looks like a button; for going somewhere, never for doing something. */
export const LinkButton = ({
  variant = 'secondary',
  size = 'm',
  block = false,
  icon,
  iconEnd,
  children,
  href,
  className,
  replace = false,
  ...rest
}: LinkButtonProps) => (
  <Link
    {...rest}
    to={href}
    replace={replace}
    className={[buttonClass({ variant, size, block }), className].filter(Boolean).join(' ')}
  >
    <Content icon={icon} iconEnd={iconEnd}>
      {children}
    </Content>
  </Link>
);
