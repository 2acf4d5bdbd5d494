return await IncidentDesk.Operations.CommandLine.RunAsync(args);
