/** A page that was open while a new version was put on cannot load its next view: it says so, and loads anew. */
import { Component, type ReactNode } from 'react';
import { useAdminText } from '../text/admin-text.ts';
import { Button } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { isUnloaded } from './unloaded.ts';

const ReloadPage = () => {
  const { reload } = useAdminText().menu;
  return (
    <AdminFrame title={reload.title}>
      <EmptyState
        icon="arrow-clockwise"
        title={reload.why}
        action={
          <Button variant="primary" icon="arrow-clockwise" onClick={() => window.location.reload()}>
            {reload.action}
          </Button>
        }
      >
        <p>{reload.kept}</p>
      </EmptyState>
    </AdminFrame>
  );
};

type Props = {
  /** The address of what is inside: another one is tried anew. */
  readonly at: string;
  readonly children: ReactNode;
};
type Caught = { readonly thrown: unknown; readonly at: string };

/** Any other fault is left to the frame around the whole app. */
export class NewVersionBoundary extends Component<Props, Caught> {
  override state: Caught = { thrown: undefined, at: this.props.at };

  static getDerivedStateFromError(thrown: unknown): Partial<Caught> {
    return { thrown };
  }

  static getDerivedStateFromProps({ at }: Props, before: Caught): Caught | null {
    return at === before.at ? null : { thrown: undefined, at };
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (thrown === undefined) return this.props.children;
    if (!isUnloaded(thrown)) throw thrown;
    return <ReloadPage />;
  }
}
