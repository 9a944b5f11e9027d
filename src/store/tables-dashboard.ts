export interface DashboardTables {
  dashboard_key: { hash: string; user_id: string; expires_at: number };
  dashboard_session: { hash: string; user_id: string; made_at: number; seen_at: number };
}
