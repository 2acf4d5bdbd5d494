using IncidentDesk.Load;

// The parent runs three servers in turn and compares them; a child is one of the two baselines.
return args is ["baseline", var directory, var writesPerCommit]
    ? await Baseline.ServeAsync(directory, int.Parse(writesPerCommit, System.Globalization.CultureInfo.InvariantCulture))
    : await Comparison.RunAsync(LoadOptions.Read(args));
