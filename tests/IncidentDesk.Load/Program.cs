using IncidentDesk.Load;

// The parent runs three servers in turn and compares them, or measures how soon the first attempt leaves; a child is one of the two baselines.
return args switch
{
    ["baseline", var directory, var writesPerCommit] =>
        await Baseline.ServeAsync(directory, int.Parse(writesPerCommit, System.Globalization.CultureInfo.InvariantCulture)),
    ["latency", .. var counts] => await Latency.RunAsync(LatencyOptions.Read(counts)),
    _ => await Comparison.RunAsync(LoadOptions.Read(args)),
};
