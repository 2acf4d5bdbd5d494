// Our own query reader; the framework's struct of that name is not used here.
global using QueryString = IncidentDesk.Pipeline.QueryString;
