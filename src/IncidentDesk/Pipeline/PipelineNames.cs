// The framework's own QueryString is a struct that no door needs; without this every door would have to say which it means.
global using QueryString = IncidentDesk.Pipeline.QueryString;
