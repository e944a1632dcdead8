import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patientSearch, type PatientPageSearch } from '../features/patient/patient-search';
import { inside } from './frame';

const patients = createRoute({
  getParentRoute: () => inside,
  path: '/patients',
  staticData: { needs: 'patient.read' },
  validateSearch: (search: Record<string, unknown>): PatientPageSearch => patientSearch(search),
  component: lazyRouteComponent(() => import('../features/patient/patient-list.page'), 'PatientListPage'),
});

/** Who the patients of this hospital are. */
export const patientRoutes = [patients] as const;
